import type { Instant } from '@egov/chassis/domain';
import { derivedId } from '@egov/chassis/application';
import { paymentId as paymentIdOf, type PaymentId } from '../../domain/ids.ts';
import { dossierAct, type ActInput } from './dossier-act.ts';
import { atDesk } from './who-may.ts';
import type { Deps } from '../deps.ts';

type PaymentAsked = ActInput &
  Readonly<{
    paymentId: PaymentId | undefined;
    amount: number;
    description: string;
    paymentDueAt: Instant | null;
  }>;

/** Asks for a payment before work continues. */
export const requestPayment = (records: Pick<Deps, 'dossiers'>) => {
  const act = dossierAct(records, {
    whoMay: atDesk('dossier.examine'),
    command: ({
      paymentId,
      amount,
      description,
      paymentDueAt: payBy,
    }: PaymentAsked & Readonly<{ paymentId: PaymentId }>) => ({
      type: 'RequestPayment',
      data: { paymentId, amount, description, payBy },
    }),
  });
  return async (input: PaymentAsked, context: Parameters<typeof act>[1]) => {
    const paymentId =
      input.paymentId ?? paymentIdOf(derivedId('procedures payment', context.actor.id, context.requestId));
    return { ...(await act({ ...input, paymentId }, context)), paymentId };
  };
};
