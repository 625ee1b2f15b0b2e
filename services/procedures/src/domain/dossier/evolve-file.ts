import { unreachable } from '@egov/chassis/domain';
import type { Recorded } from '@egov/chassis/domain';
import { pauseClock, promiseAnew, resumeClock, startClock } from '../deadline/clock.ts';
import { namesOf } from './defects.ts';
import { noHistory } from './dossier.ts';
import type { DossierFile, Payment, StepInHand } from './dossier.ts';
import type { LaterEvent, Resumed, StepUnderWay } from './events.ts';
import { lengthened } from './history.ts';
import { ratingKey } from './rating-key.ts';

const begun = (file: DossierFile, step: StepUnderWay, startedAt: string): StepInHand =>
  (file.step?.stepId === step.stepId ? { ...file.step, ...step } : { ...step, startedAt });

const resumed = (file: DossierFile, at: string, { due, stepDue }: Resumed): DossierFile => ({
  ...file, clock: resumeClock(file.clock, at, due), step: file.step === null ? null : { ...file.step, due: stepDue },
});

function withPayment(file: DossierFile, paymentId: string, status: Payment['status'], amount?: number): DossierFile {
  const known = file.payments[paymentId];
  return { ...file, payments: { ...file.payments, [paymentId]: { amount: amount ?? known?.amount ?? 0, status } } };
}

// Whoever acts in the name of an agency can be rated for it, and so can whoever is named as holding the dossier.
function actedOn(file: DossierFile, { actor }: Recorded<LaterEvent>): DossierFile {
  const named = [actor.agencyId === undefined ? null : actor.id, file.holder.officialId];
  const fresh = named.filter((id): id is string => id !== null && !file.officials.includes(id));
  return fresh.length === 0 ? file : { ...file, officials: [...new Set([...file.officials, ...fresh])] };
}

function changed(file: DossierFile, event: Recorded<LaterEvent>): DossierFile {
  const { occurred } = event;
  switch (event.type) {
    case 'DossierAccepted': return { ...file, holder: event.data.holder, clock: startClock(occurred, event.data.due) };
    case 'SupplementRequested': {
      const { clock: policy, extra } = file.rules.supplement;
      return {
        ...file, clock: pauseClock(file.clock, occurred, { reason: 'supplement', policy, extra }),
        supplement: { round: event.data.round, named: namesOf(event.data.defects), satisfied: null },
      };
    }
    case 'SupplementReceived': return {
      ...resumed(file, occurred, event.data),
      supplement: file.supplement === null ? null : { ...file.supplement, satisfied: event.data.satisfies },
    };
    case 'DossierSuspended':
      return { ...file, clock: pauseClock(file.clock, occurred, { reason: 'third-party', policy: 'exclude-third-party', extra: null }) };
    case 'DossierResumed': return resumed(file, occurred, event.data);
    case 'DossierHandedOver': {
      const { step, to: holder } = event.data;
      return { ...file, holder, step: step === null ? null : begun(file, step, occurred) };
    }
    case 'StepStarted': return { ...file, holder: event.data.holder, step: begun(file, event.data.step, occurred) };
    case 'StepCompleted': {
      const { stepId } = event.data.step;
      return { ...file, step: null, completedSteps: [...file.completedSteps.filter((id) => id !== stepId), stepId] };
    }
    case 'PaymentRequested': return withPayment(
      { ...file, clock: pauseClock(file.clock, occurred, { reason: 'payment', policy: 'exclude-resume', extra: null }) },
      event.data.paymentId, 'awaited', event.data.amount,
    );
    case 'PaymentConfirmed': return withPayment(resumed(file, occurred, event.data), event.data.paymentId, event.data.outcome);
    case 'PaymentRefunded': return withPayment(file, event.data.paymentId, 'refunded');
    case 'DossierExtended': return { ...file, clock: promiseAnew(file.clock, event.data.due) };
    case 'ResultReleased': return { ...file, releasedAt: occurred };
    case 'ResultSentBack': return { ...file, releasedAt: null };
    case 'DossierRated': return { ...file, ratings: [...file.ratings, ratingKey(event.data, event.actor.id)] };
    case 'StepRecorded': return { ...file, history: lengthened(file.history ?? noHistory, event.data) };
    case 'DossierRefused':
    case 'SupplementExpired':
    case 'DossierStopped':
    case 'DossierWithdrawn':
    case 'ResultReturned': return file;
    default: return unreachable(event);
  }
}

export const evolveFile = (file: DossierFile, event: Recorded<LaterEvent>): DossierFile => actedOn(changed(file, event), event);
