import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import request from 'supertest';
import { paymentSimulator, signatureOf } from './payment-simulator.ts';

const key = randomBytes(32);
const app = paymentSimulator({ key, baseUrl: 'http://pay' });
let portal: Server;
let notices: { body: string; signature: unknown }[];
let answers: number[];
let order: object;

beforeEach(async () => {
  notices = [];
  answers = [];
  portal = createServer((asked, response) => {
    let body = '';
    asked
      .setEncoding('utf8')
      .on('data', (part: string) => {
        body += part;
      })
      .on('end', () => {
        notices.push({ body, signature: asked.headers['x-signature'] });
        response.statusCode = answers.shift() ?? 200;
        response.end();
      });
  });
  await new Promise<void>((resolve) => {
    portal.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(portal.address() as AddressInfo).port}`;
  order = {
    MaHoSo: 'H44.05-261123-0001',
    MaTraCuuTT: 'd:p',
    MaTTHC: '1.001193',
    TenTTHC: 'Đăng ký <b>',
    TenDonVi: 'UBND',
    NoiDungThanhToan: 'Lệ phí',
    HoTenNguoiNop: 'Trần Thị Bình',
    DSKhoanNop: [{ NoiDung: 'Lệ phí', SoTien: 8_000 }],
    UrlTraVe: `${url}/back`,
    UrlThongBao: `${url}/notice`,
  };
});
afterEach(
  () =>
    new Promise((resolve) => {
      portal.close(resolve);
    }),
);

const send = (body = JSON.stringify(order), signature = signatureOf(key, body)) =>
  request(app)
    .post('/orders')
    .set('content-type', 'application/json')
    .set('x-signature', signature)
    .send(body);
const pathOf = async () =>
  ((await send()).body as { UrlThanhToan: string }).UrlThanhToan.replace('http://pay', '');
const choose = (path: string, choice: string) => request(app).post(path).type('form').send({ choice });

test('a payer sees what is paid for, pays, and the portal is notified under the shared key', async () => {
  const path = await pathOf();
  const { text } = await request(app).get(path);
  expect([text.includes('8.000'), text.includes('Đăng ký &lt;b&gt;')]).toEqual([true, true]);
  expect((await choose(path, 'pay')).headers.location).toContain('/back');
  const [notice] = notices;
  expect(JSON.parse(notice?.body ?? '')).toMatchObject({
    MaTraCuuTT: 'd:p',
    SoTien: 8_000,
    TrangThai: 'DA_THANH_TOAN',
  });
  expect(notice?.signature).toBe(signatureOf(key, notice?.body ?? ''));
});

test('a decision is final, however often the button is pressed', async () => {
  const path = await pathOf();
  await choose(path, 'cancel');
  await choose(path, 'pay');
  expect(notices.map(({ body }) => (JSON.parse(body) as { TrangThai: string }).TrangThai)).toEqual([
    'DA_HUY',
  ]);
});

test('a notice that the portal refuses is sent three times, then the payer may send it again', async () => {
  answers = [503, 503, 503];
  const path = await pathOf();
  const { status, text } = await choose(path, 'pay');
  expect([status, text.includes('chưa nhận được thông báo'), notices.length]).toEqual([502, true, 3]);
  expect((await choose(path, 'pay')).status).toBe(303);
});

test('an order signed with another key, or an empty one, is refused', async () => {
  expect(
    (await send(JSON.stringify(order), signatureOf(randomBytes(32), JSON.stringify(order)))).status,
  ).toBe(401);
  expect((await send(JSON.stringify({ ...order, DSKhoanNop: [] }))).status).toBe(400);
  expect((await request(app).get('/pay/unknown')).status).toBe(404);
});
