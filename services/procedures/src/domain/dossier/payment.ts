import { promisedOf } from '../deadline/clock.ts';
import { refusal } from '../reasons.ts';
import type { ConfirmPayment, RefundPayment, RequestPayment } from './commands.ts';
import type { Dossier, DossierFile, Payment } from './dossier.ts';
import type { DossierEvent } from './events.ts';
import { aboutApplicant, attended, known, movable } from './guards.ts';
import { checkResumption } from './check-resumption.ts';

function paymentOf({ payments }: DossierFile, paymentId: string): Payment {
  const payment = payments[paymentId];
  if (payment === undefined) throw refusal('PAYMENT_UNKNOWN', { paymentId });
  return payment;
}

function checkWhole(amount: number, asked: number): void {
  if (amount !== asked) throw refusal('AMOUNT_DIFFERS', { asked });
}

export function requestPayment({ data }: RequestPayment, state: Dossier): readonly DossierEvent[] {
  if (state.phase === 'payment-requested') throw refusal('PAYMENT_AWAITED');
  const { file } = attended(state, ['in-progress'], 'DOSSIER_NOT_IN_PROGRESS');
  if (!Number.isSafeInteger(data.amount) || data.amount <= 0)
    throw refusal('VALUE_OUT_OF_RANGE', { field: 'amount' });
  if (file.payments[data.paymentId] !== undefined)
    throw refusal('PAYMENT_EXISTS', { paymentId: data.paymentId });
  return [{ type: 'PaymentRequested', data: { ...aboutApplicant(file), ...data } }];
}

export function confirmPayment({ data }: ConfirmPayment, state: Dossier): readonly DossierEvent[] {
  const { amount: asked, status } = paymentOf(known(state).file, data.paymentId);
  if (status !== 'awaited') throw refusal('PAYMENT_SETTLED', { status });
  const { file } = movable(state, 'in-progress', 'DOSSIER_CLOSED');
  const paid = data.outcome === 'paid';
  if (paid) checkWhole(data.amount, asked);
  checkResumption(file, data.due);
  const amount = paid ? asked : 0;
  return [
    {
      type: 'PaymentConfirmed',
      data: { ...aboutApplicant(file), previousDue: promisedOf(file.clock), ...data, amount },
    },
  ];
}

export function refundPayment({ data }: RefundPayment, state: Dossier): readonly DossierEvent[] {
  const { file } = known(state);
  const { amount, status } = paymentOf(file, data.paymentId);
  if (status !== 'paid') throw refusal('PAYMENT_NOT_PAID', { status });
  checkWhole(data.amount, amount);
  return [{ type: 'PaymentRefunded', data: { ...aboutApplicant(file), ...data } }];
}
