import type { CallContext } from '@egov/chassis/application';
import type { PaymentId } from '../../domain/ids.ts';
import { dossierAct, type ActInput, type ActResult } from './dossier-act.ts';
import { resumedDue } from './resumed-due.ts';
import { atDesk, type WhoMay } from './who-may.ts';
import type { Deps } from '../deps.ts';

type Settled = ActInput &
  Readonly<{
    paymentId: PaymentId;
    outcome: 'paid' | 'waived' | 'cancelled' | 'refunded';
    amount: number;
    reference: string;
  }>;

/**
 * Confirms, waives, cancels or pays back a requested payment; a report of the payment platform only confirms.
 */
export const confirmPayment = (deps: Pick<Deps, 'dossiers' | 'directory'>) => {
  const byOffice = settling(deps, atDesk('dossier.pay'));
  const byPlatform = settling(deps, atDesk('dossier.pay-online'));
  return (input: Settled, context: CallContext): Promise<ActResult> =>
    input.outcome === 'paid' && !context.principal.may('dossier.pay')
      ? byPlatform(input, context)
      : byOffice(input, context);
};

const settling = ({ directory, ...records }: Pick<Deps, 'dossiers' | 'directory'>, whoMay: WhoMay) =>
  dossierAct(records, {
    whoMay,
    command: async ({ paymentId, outcome, amount, reference }: Settled, { file }, context) =>
      outcome === 'refunded'
        ? { type: 'RefundPayment', data: { paymentId, amount, reference } }
        : {
            type: 'ConfirmPayment',
            data: { paymentId, outcome, amount, reference, ...(await resumedDue(directory, file, context)) },
          },
  });
