import { unreachable, type Decider } from '@egov/chassis/domain';
import { asItHappened } from './as-it-happened.ts';
import { extend, stop, withdraw } from './closing.ts';
import type { DossierCommand } from './commands.ts';
import type { Dossier } from './dossier.ts';
import type { DossierEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { recordSteps } from './history.ts';
import { confirmPayment, refundPayment, requestPayment } from './payment.ts';
import { writeMessage } from './message.ts';
import { rate } from './rate.ts';
import { renewFollowSecret } from './renew-follow-secret.ts';
import { accept, importHistory, receive, refuseAcceptance, submit } from './receiving.ts';
import { release, returnResult, sendBack } from './result.ts';
import { expireSupplement, requestSupplement, supply } from './supplement.ts';
import { resume, suspend } from './suspension.ts';
import { completeStep, handOver } from './working.ts';

function decideLive(command: DossierCommand, state: Dossier): readonly DossierEvent[] {
  switch (command.type) {
    case 'SubmitDossier':
      return submit(command, state);
    case 'ReceiveDossier':
      return receive(command, state);
    case 'ImportDossier':
      return importHistory(command, state);
    case 'AcceptDossier':
      return accept(command, state);
    case 'RefuseDossier':
      return refuseAcceptance(command, state);
    case 'RequestSupplement':
      return requestSupplement(command, state);
    case 'SupplyPapers':
      return supply(command, state);
    case 'ExpireSupplement':
      return expireSupplement(command, state);
    case 'SuspendDossier':
      return suspend(command, state);
    case 'ResumeDossier':
      return resume(command, state);
    case 'HandOverDossier':
      return handOver(command, state);
    case 'CompleteStep':
      return completeStep(command, state);
    case 'RequestPayment':
      return requestPayment(command, state);
    case 'ConfirmPayment':
      return confirmPayment(command, state);
    case 'RefundPayment':
      return refundPayment(command, state);
    case 'ExtendDossier':
      return extend(command, state);
    case 'StopDossier':
      return stop(command, state);
    case 'WithdrawDossier':
      return withdraw(command, state);
    case 'ReleaseResult':
      return release(command, state);
    case 'SendBackResult':
      return sendBack(command, state);
    case 'ReturnResult':
      return returnResult(command, state);
    case 'RateDossier':
      return rate(command, state);
    case 'WriteMessage':
      return writeMessage(command, state);
    case 'RenewFollowSecret':
      return renewFollowSecret(state);
    case 'RecordSteps':
      return recordSteps(command, state);
    default:
      return unreachable(command);
  }
}

const decide = (command: DossierCommand, state: Dossier): readonly DossierEvent[] =>
  asItHappened(command, state, () => decideLive(command, state));

export const dossierDecider: Decider<Dossier, DossierCommand, DossierEvent> = {
  initial: { phase: 'unknown' },
  decide,
  evolve,
};
