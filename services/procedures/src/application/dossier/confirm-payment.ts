import type { PaymentId } from '../../domain/ids.ts';
import { dossierAct, type ActInput } from './dossier-act.ts';
import { resumedDue } from './resumed-due.ts';
import { atDesk } from './who-may.ts';
import type { Deps } from '../deps.ts';

type Settled = ActInput &
  Readonly<{
    paymentId: PaymentId;
    outcome: 'paid' | 'waived' | 'cancelled' | 'refunded';
    amount: number;
    reference: string;
  }>;

/** Confirms, waives, cancels or pays back a requested payment. */
export const confirmPayment = ({ directory, ...records }: Pick<Deps, 'dossiers' | 'directory'>) =>
  dossierAct(records, {
    whoMay: atDesk('dossier.pay'),
    command: async ({ paymentId, outcome, amount, reference }: Settled, { file }, context) =>
      outcome === 'refunded'
        ? { type: 'RefundPayment', data: { paymentId, amount, reference } }
        : {
            type: 'ConfirmPayment',
            data: { paymentId, outcome, amount, reference, ...(await resumedDue(directory, file, context)) },
          },
  });
