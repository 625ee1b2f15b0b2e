import { createHmac, timingSafeEqual } from 'node:crypto';
import { PageError } from '@egov/chassis/web';
import { z } from 'zod';

/** A payment that a citizen is redirected to make; `amount` in whole đồng. */
export type PaymentOrder = Readonly<{
  dossierId: string;
  paymentId: string;
  dossierCode: string;
  procedureCode: string;
  procedureName: string;
  agencyName: string;
  payer: string;
  amount: number;
  description: string;
  returnTo: string;
}>;

/** The platform's result of a payment; `transactionId` is the platform's. */
export type PaymentNotice = Readonly<{
  transactionId: string;
  dossierId: string;
  paymentId: string;
  amount: number;
  paid: boolean;
}>;

/** The payment platform of the national portal, or its simulator. */
export type PaymentPlatform = Readonly<{
  /** Announces a payment and returns the address where it is made. Throws the page `unavailable`. */
  begin: (order: PaymentOrder) => Promise<string>;
  /** Reads a notice; undefined if it is not the platform's or not understood. */
  read: (body: Uint8Array, signature: string | undefined) => PaymentNotice | undefined;
}>;

const ANSWER_MS = 10_000;
const begun = z.object({ UrlThanhToan: z.url() });
const told = z.object({
  MaGiaoDich: z.string().min(1).max(100),
  MaTraCuuTT: z.string().regex(/^[\da-f-]{36}:[\da-f-]{36}$/u),
  SoTien: z.number().int().nonnegative(),
  TrangThai: z.enum(['DA_THANH_TOAN', 'DA_HUY']),
});

export type PaymentPlatformOptions = Readonly<{ url: string; key: Uint8Array; noticeUrl: string }>;

/** Exchanges the platform's messages over HTTP, each body signed with a shared key. */
export function paymentPlatform({ url, key, noticeUrl }: PaymentPlatformOptions): PaymentPlatform {
  const signature = (body: string | Uint8Array): string =>
    createHmac('sha256', key).update(body).digest('hex');
  return {
    begin: async (order) => {
      const body = JSON.stringify({
        MaHoSo: order.dossierCode,
        MaTraCuuTT: `${order.dossierId}:${order.paymentId}`,
        MaTTHC: order.procedureCode,
        TenTTHC: order.procedureName,
        TenDonVi: order.agencyName,
        NoiDungThanhToan: order.description,
        HoTenNguoiNop: order.payer,
        DSKhoanNop: [{ NoiDung: order.description, SoTien: order.amount }],
        UrlTraVe: order.returnTo,
        UrlThongBao: noticeUrl,
      });
      const answer = await asked(`${url}/orders`, body, signature(body));
      if (!answer.ok) throw new PageError('unavailable', `The payment platform returned ${answer.status}.`);
      return begun.parse(await answer.json()).UrlThanhToan;
    },
    read: (body, given = '') => {
      const [expected, sent] = [Buffer.from(signature(body)), Buffer.from(given)];
      if (expected.length !== sent.length || !timingSafeEqual(expected, sent)) return undefined;
      const notice = told.safeParse(jsonOf(body));
      if (!notice.success) return undefined;
      const { MaGiaoDich: transactionId, MaTraCuuTT, SoTien: amount, TrangThai } = notice.data;
      const [dossierId = '', paymentId = ''] = MaTraCuuTT.split(':');
      return { transactionId, dossierId, paymentId, amount, paid: TrangThai === 'DA_THANH_TOAN' };
    },
  };
}

async function asked(url: string, body: string, signature: string): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', 'x-signature': signature },
      signal: AbortSignal.timeout(ANSWER_MS),
    });
  } catch (error) {
    throw new PageError('unavailable', 'The payment platform does not respond.', { cause: error });
  }
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString()) as unknown;
  } catch (error) {
    if ((error as Error).name === 'SyntaxError') return undefined;
    throw error;
  }
}
