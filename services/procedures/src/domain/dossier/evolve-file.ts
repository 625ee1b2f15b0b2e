import { unreachable, type Instant, type Recorded } from '@egov/chassis/domain';
import { pauseClock, promiseAnew, resumeClock, startClock } from '../deadline/clock.ts';
import type { PauseTerms } from '../deadline/due.ts';
import { defectNames } from './defects.ts';
import { noHistory, type DossierFile, type Payment, type StepInHand, type Thread } from './dossier.ts';
import type { LaterEvent, Resumed, StepUnderWay } from './events.ts';
import { lengthened } from './history.ts';
import { ratingKey } from './rating-key.ts';
import { withinHour } from './within-hour.ts';

type DataOf<Type extends LaterEvent['type']> = Extract<LaterEvent, { type: Type }>['data'];

const PAYMENT_PAUSE: PauseTerms = { reason: 'payment', policy: 'exclude-resume', extra: null };
const AUTHORITY_PAUSE: PauseTerms = { reason: 'third-party', policy: 'exclude-third-party', extra: null };
const supplementPause = ({
  rules: {
    supplement: { clock, extra },
  },
}: DossierFile): PauseTerms => ({ reason: 'supplement', policy: clock, extra });

const paused = (file: DossierFile, since: Instant, terms: PauseTerms): DossierFile => ({
  ...file,
  clock: pauseClock(file.clock, since, terms),
});

const resumed = (file: DossierFile, at: Instant, { due, stepDue }: Resumed): DossierFile => ({
  ...file,
  clock: resumeClock(file.clock, at, due),
  step: file.step === null ? null : { ...file.step, due: stepDue },
});

const asked = (file: DossierFile, { round, defects }: DataOf<'SupplementRequested'>): DossierFile => ({
  ...file,
  supplement: { round, named: defectNames(defects), satisfied: null },
});

const answered = (file: DossierFile, { satisfies }: DataOf<'SupplementReceived'>): DossierFile => ({
  ...file,
  supplement: file.supplement === null ? null : { ...file.supplement, satisfied: satisfies },
});

// A step that only changes hands keeps its start.
const inHand = ({ step: current }: DossierFile, step: StepUnderWay, at: Instant): StepInHand => ({
  ...step,
  startedAt: current?.stepId === step.stepId ? current.startedAt : at,
});

const handedOver = (
  file: DossierFile,
  { step, to }: DataOf<'DossierHandedOver'>,
  at: Instant,
): DossierFile => ({ ...file, holder: to, step: step === null ? null : inHand(file, step, at) });

const completed = (file: DossierFile, { step: { stepId } }: DataOf<'StepCompleted'>): DossierFile => ({
  ...file,
  step: null,
  completedSteps: [...file.completedSteps.filter((id) => id !== stepId), stepId],
});

const withPayment = (file: DossierFile, paymentId: string, payment: Payment): DossierFile => ({
  ...file,
  payments: { ...file.payments, [paymentId]: payment },
});

const settled = (file: DossierFile, paymentId: string, status: Payment['status']): DossierFile =>
  withPayment(file, paymentId, { amount: file.payments[paymentId]?.amount ?? 0, status });

function changed(file: DossierFile, event: Recorded<LaterEvent>): DossierFile {
  const { occurred: at } = event;
  switch (event.type) {
    case 'DossierAccepted':
      return { ...file, holder: event.data.holder, clock: startClock(at, event.data.due) };
    case 'SupplementRequested':
      return asked(paused(file, at, supplementPause(file)), event.data);
    case 'SupplementReceived':
      return answered(resumed(file, at, event.data), event.data);
    case 'DossierSuspended':
      return paused(file, at, AUTHORITY_PAUSE);
    case 'DossierResumed':
      return resumed(file, at, event.data);
    case 'DossierHandedOver':
      return handedOver(file, event.data, at);
    case 'StepStarted':
      return { ...file, holder: event.data.holder, step: inHand(file, event.data.step, at) };
    case 'StepCompleted':
      return completed(file, event.data);
    case 'PaymentRequested':
      return withPayment(paused(file, at, PAYMENT_PAUSE), event.data.paymentId, {
        amount: event.data.amount,
        status: 'awaited',
      });
    case 'PaymentConfirmed':
      return settled(resumed(file, at, event.data), event.data.paymentId, event.data.outcome);
    case 'PaymentRefunded':
      return settled(file, event.data.paymentId, 'refunded');
    case 'DossierExtended':
      return { ...file, clock: promiseAnew(file.clock, event.data.due) };
    case 'ResultReleased':
      return { ...file, releasedAt: at };
    case 'ResultSentBack':
      return { ...file, releasedAt: null };
    case 'DossierRated':
      return { ...file, ratings: [...file.ratings, ratingKey(event.data, event.actor.id)] };
    case 'StepRecorded':
      return { ...file, history: lengthened(file.history ?? noHistory, event.data) };
    case 'DossierRefused':
    case 'SupplementExpired':
    case 'DossierStopped':
    case 'DossierWithdrawn':
    case 'ResultReturned':
      return file;
    case 'MessageWritten':
      return { ...file, thread: longer(file.thread, event.actor.id === file.personId, event.occurred) };
    case 'FollowSecretRenewed':
      return { ...file, slip: file.slip + 1 };
    default:
      return unreachable(event);
  }
}

const longer = (thread: Thread, byApplicant: boolean, at: Instant): Thread =>
  byApplicant
    ? { ...thread, applicant: thread.applicant + 1, lately: [...withinHour(thread.lately, at), at] }
    : { ...thread, office: thread.office + 1 };

// An official who acts in the name of an agency can be rated, as can one who holds the dossier.
function actedOn(file: DossierFile, { actor }: Recorded<LaterEvent>): DossierFile {
  const named = [actor.agencyId === undefined ? null : actor.id, file.holder.officialId];
  const fresh = named.filter((id): id is string => id !== null && !file.officials.includes(id));
  return fresh.length === 0 ? file : { ...file, officials: [...new Set([...file.officials, ...fresh])] };
}

/** What an event changes about a dossier besides its state. */
export const evolveFile = (file: DossierFile, event: Recorded<LaterEvent>): DossierFile =>
  actedOn({ ...changed(file, event), lastAt: later(file.lastAt, lastOf(event)) }, event);

const later = (one: Instant, other: Instant): Instant => (one > other ? one : other);

// A recorded step is of its own day, not of that on which it was imported.
const lastOf = (event: Recorded<LaterEvent>): Instant =>
  event.type === 'StepRecorded' ? event.data.occurred : event.occurred;
