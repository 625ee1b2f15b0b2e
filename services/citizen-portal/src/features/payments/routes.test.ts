import { createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { CallFailed } from '@egov/chassis/grpc';
import { PageError } from '@egov/chassis/web';
import { Dossier } from '@egov/proto/egov/procedures/v1/dossier';
import request from 'supertest';
import { paymentPlatform, type PaymentOrder } from '../../adapters/payment-platform.ts';
import { appFor } from '../../test-support/app.ts';

const id = '0198c0de-0000-7000-8000-000000000001';
const fee = '0198c0de-0000-7000-8000-0000000000fe';
const citizen = {
  subject: 'c1',
  username: 'congdan01',
  name: 'Trần Thị Bình',
  permissions: ['dossier.submit', 'dossier.read'],
  agencies: [],
};
const key = Buffer.alloc(32, 7);

function portal({
  payments = [{ paymentId: fee, amount: 8_000n, description: 'Lệ phí' }],
  down = false,
  fails,
}: { payments?: Dossier['payments']; down?: boolean; fails?: CallFailed } = {}) {
  const begun: PaymentOrder[] = [];
  const confirmed: object[] = [];
  const platform = paymentPlatform({ url: 'http://pay', key, noticeUrl: 'http://127.0.0.1/payments/notice' });
  const app = appFor({
    user: citizen,
    services: {
      payments: {
        ...platform,
        begin: async (order) => {
          if (down) throw new PageError('unavailable', 'down');
          begun.push(order);
          return 'http://pay/pay/1';
        },
      },
      dossierQueries: {
        getDossier: async () => ({
          dossier: Dossier.fromPartial({
            dossierId: id,
            code: 'H44.05-261123-0001',
            state: 6,
            procedureName: 'Cấp phép',
            procedureCode: '1.001',
            payments: [...payments],
          }),
        }),
      },
      agencies: { getAgency: async () => ({}) },
      pauses: {
        confirmPayment: async (sent) => {
          confirmed.push(sent);
          if (fails) throw fails;
          return { dossierId: id, revision: 4n, position: 8n, state: 4 as const };
        },
      },
    },
  });
  const notify = (notice: object, signed = key) => {
    const body = JSON.stringify({
      MaGiaoDich: 'GD-1',
      MaTraCuuTT: `${id}:${fee}`,
      MaHoSo: 'x',
      SoTien: 8_000,
      TrangThai: 'DA_THANH_TOAN',
      ...notice,
    });
    return request(app)
      .post('/payments/notice')
      .set('content-type', 'application/json')
      .set('x-signature', createHmac('sha256', signed).update(body).digest('hex'))
      .send(body);
  };
  return {
    app,
    begun,
    confirmed,
    notify,
    pay: () =>
      request(app)
        .post(`/dossiers/${id}/pay`)
        .type('form')
        .set('accept-language', 'vi')
        .send({ _csrf: 'csrf' }),
  };
}

test('a citizen sees the amount and is redirected to the platform with it', async () => {
  const { app, begun, pay } = portal();
  expect((await request(app).get(`/dossiers/${id}/pay`).set('accept-language', 'vi')).text).toContain(
    '8.000',
  );
  expect((await pay()).headers.location).toBe('http://pay/pay/1');
  expect(begun).toMatchObject([
    {
      dossierId: id,
      paymentId: fee,
      amount: 8_000,
      payer: 'Trần Thị Bình',
      returnTo: `http://127.0.0.1/dossiers/${id}`,
    },
  ]);
});

test('a notice of the platform confirms the payment, and repeated makes the same request', async () => {
  const { confirmed, notify } = portal();
  expect([(await notify({})).status, (await notify({})).status]).toEqual([200, 200]);
  expect(confirmed[0]).toMatchObject({
    dossierId: id,
    paymentId: fee,
    amount: 8_000n,
    outcome: 1,
    reference: 'GD-1',
  });
  expect(confirmed[1]).toEqual(confirmed[0]);
});

test('a notice by somebody else, or about something else, confirms nothing', async () => {
  const { confirmed, notify } = portal();
  expect((await notify({}, Buffer.alloc(32, 8))).status).toBe(400);
  expect((await notify({ MaTraCuuTT: '../x' })).status).toBe(400);
  expect((await notify({ TrangThai: 'DA_HUY' })).status).toBe(200);
  expect(confirmed).toEqual([]);
});

test('a payment already settled at the counter is accepted; another amount is not', async () => {
  const failed = (reason: string) =>
    Object.assign(
      new CallFailed('/egov.procedures.v1.DossierPauseService/ConfirmPayment', { code: 9, details: reason }),
      { reason },
    );
  expect((await portal({ fails: failed('PAYMENT_SETTLED') }).notify({})).status).toBe(200);
  expect((await portal({ fails: failed('AMOUNT_DIFFERS') }).notify({})).status).toBeGreaterThanOrEqual(400);
});

test('where nothing is to be paid there is no page, and a platform that is down is named', async () => {
  expect((await request(portal({ payments: [] }).app).get(`/dossiers/${id}/pay`)).status).toBe(404);
  const { status, text } = await portal({ down: true }).pay();
  expect([status, text.includes('Nền tảng thanh toán chưa trả lời')]).toEqual([503, true]);
});
