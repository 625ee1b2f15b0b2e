import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import express, { type Express } from 'express';

/** A payment order, with the field names of the national portal's message; amounts in whole đồng. */
export type Order = Readonly<{
  MaHoSo: string;
  MaTraCuuTT: string;
  MaTTHC: string;
  TenTTHC: string;
  TenDonVi: string;
  NoiDungThanhToan: string;
  HoTenNguoiNop: string;
  DSKhoanNop: readonly Readonly<{ NoiDung: string; SoTien: number }>[];
  UrlTraVe: string;
  UrlThongBao: string;
}>;

export type SimulatorOptions = Readonly<{
  /** Shared with the portal: both sign with it. */ key: Uint8Array;
  /** Its address for browsers. */ baseUrl: string;
}>;

type Kept = Readonly<{ order: Order; amount: number }> & {
  state: 'open' | 'DA_THANH_TOAN' | 'DA_HUY';
  noticed: boolean;
};

const TRIES = 3;
const ANSWER_MS = 10_000;

/**
 * Creates the app of the payment platform: takes orders, shows the payer a page, notifies the portal of the
 * outcome. Orders live as long as the process.
 */
export function paymentSimulator({ key, baseUrl }: SimulatorOptions): Express {
  const orders = new Map<string, Kept>();
  const app = express();
  app.disable('x-powered-by');
  app.get('/health', (_request, response) => {
    response.type('text').send('ready');
  });

  app.post('/orders', express.raw({ type: 'application/json', limit: '64kb' }), (request, response) => {
    const body = request.body as Buffer;
    if (!isSigned(key, body, request.get('x-signature'))) {
      response.status(401).json({ error: 'The signature does not match the body.' });
      return;
    }
    const order = JSON.parse(body.toString()) as Order;
    const amount = order.DSKhoanNop.reduce((sum, { SoTien }) => sum + SoTien, 0);
    if (!Number.isSafeInteger(amount) || amount <= 0) {
      response.status(400).json({ error: 'DSKhoanNop must add up to a whole amount above zero.' });
      return;
    }
    const id = randomUUID();
    orders.set(id, { order, amount, state: 'open', noticed: false });
    response.status(201).json({ MaGiaoDich: id, UrlThanhToan: `${baseUrl}/pay/${id}` });
  });

  app.get('/pay/:id', (request, response) => {
    const kept = orders.get(request.params.id);
    response
      .status(kept ? 200 : 404)
      .type('html')
      .send(kept ? payPage(request.params.id, kept) : page('Không tìm thấy giao dịch'));
  });

  app.post('/pay/:id', express.urlencoded({ extended: false }), async (request, response) => {
    const { id } = request.params;
    const kept = orders.get(id);
    if (kept === undefined) {
      response.status(404).type('html').send(page('Không tìm thấy giao dịch'));
      return;
    }
    if (kept.state === 'open')
      kept.state = (request.body as { choice?: string }).choice === 'pay' ? 'DA_THANH_TOAN' : 'DA_HUY';
    kept.noticed ||= await noticed(key, id, kept);
    if (kept.noticed) response.redirect(303, kept.order.UrlTraVe);
    else response.status(502).type('html').send(payPage(id, kept));
  });
  return app;
}

/** Notifies the portal; returns whether it accepted the notice. */
async function noticed(key: Uint8Array, id: string, { order, amount, state }: Kept): Promise<boolean> {
  const body = JSON.stringify({
    MaGiaoDich: id,
    MaTraCuuTT: order.MaTraCuuTT,
    MaHoSo: order.MaHoSo,
    SoTien: amount,
    TrangThai: state,
    ThoiGian: new Date().toISOString(),
  });
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      const answer = await fetch(order.UrlThongBao, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', 'x-signature': signatureOf(key, body) },
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      if (answer.ok) return true;
    } catch (error) {
      // Nobody listens there. Compared by name: under jest, fetch throws errors of another realm.
      if (!['TypeError', 'TimeoutError'].includes((error as Error).name)) throw error;
    }
  }
  return false;
}

export const signatureOf = (key: Uint8Array, body: string | Uint8Array): string =>
  createHmac('sha256', key).update(body).digest('hex');

function isSigned(key: Uint8Array, body: Uint8Array, signature = ''): boolean {
  const [expected, given] = [Buffer.from(signatureOf(key, body)), Buffer.from(signature)];
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function payPage(id: string, { order, amount, state, noticed: told }: Kept): string {
  const rows = [
    ['Hồ sơ', order.MaHoSo],
    ['Thủ tục', order.TenTTHC],
    ['Đơn vị thu', order.TenDonVi],
    ['Nội dung', order.NoiDungThanhToan],
    ['Người nộp', order.HoTenNguoiNop],
    ['Số tiền', `${new Intl.NumberFormat('vi-VN').format(amount)} ₫`],
  ];
  const list = rows.map(([name = '', value = '']) => `<dt>${name}</dt><dd>${escaped(value)}</dd>`).join('');
  const said =
    state === 'open' || told
      ? ''
      : '<p role="alert">Cổng dịch vụ công chưa nhận được thông báo. Hãy bấm lại.</p>';
  const buttons =
    state === 'DA_HUY'
      ? '<button name="choice" value="cancel">Quay lại cổng</button>'
      : '<button name="choice" value="pay">Thanh toán</button> ' +
        '<button name="choice" value="cancel">Hủy</button>';
  return page(
    'Thanh toán (mô phỏng)',
    `${said}<dl>${list}</dl><form method="post" action="/pay/${id}">${buttons}</form>` +
      '<p>Không có tiền thật được chuyển.</p>',
  );
}

const page = (title: string, body = ''): string =>
  '<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">' +
  `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>` +
  `</head><body><main><h1>${title}</h1>${body}</main></body></html>`;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/gu, (character) => entities[character] ?? '');
