import { unreachable, type Recorded } from '@egov/chassis/domain';
import { notStarted, startClock } from '../deadline/clock.ts';
import { noHistory, noThread, type Dossier, type DossierFile, type KnownDossier } from './dossier.ts';
import type { DossierEvent, LaterEvent, OpeningEvent } from './events.ts';
import { evolveFile } from './evolve-file.ts';

function opened({
  data: { dossierId, agencyId, applicant, rules },
  occurred,
}: Recorded<OpeningEvent>): DossierFile {
  return {
    dossierId,
    agencyId,
    personId: applicant.personId,
    rules,
    holder: { agencyId, officialId: null },
    clock: notStarted,
    supplement: null,
    step: null,
    completedSteps: [],
    payments: {},
    officials: [],
    ratings: [],
    thread: noThread,
    slip: 0,
    releasedAt: null,
    lastAt: occurred,
    history: null,
    importId: null,
  };
}

function open(event: Recorded<OpeningEvent>): KnownDossier {
  const file = opened(event);
  if (event.type === 'DossierSubmitted') return { phase: 'registered', file };
  const { holder, due, endDate } = event.data;
  return {
    phase: 'in-progress',
    asked: null,
    file: {
      ...file,
      holder,
      clock: startClock(event.occurred, due),
      releasedAt: endDate,
      history: noHistory,
      importId: event.importId ?? null,
    },
  };
}

function next(state: KnownDossier, file: DossierFile, event: Recorded<LaterEvent>): KnownDossier {
  switch (event.type) {
    case 'DossierAccepted':
      return { phase: 'accepted', file };
    case 'DossierRefused':
      return { phase: 'not-accepted', file };
    case 'SupplementRequested':
      return {
        phase: 'supplement-requested',
        file,
        returnsTo: state.phase === 'registered' ? 'registered' : 'in-progress',
        replyBy: event.data.replyBy?.at ?? null,
      };
    case 'SupplementReceived':
      return event.data.returnsTo === 'registered' ? { phase: 'registered', file } : inProgress(file);
    case 'DossierSuspended':
      return { phase: 'in-progress', file, asked: { authority: event.data.authority } };
    case 'DossierHandedOver':
    case 'StepStarted':
      return state.phase === 'in-progress' ? { ...state, file } : inProgress(file);
    case 'DossierResumed':
    case 'PaymentConfirmed':
    case 'ResultSentBack':
      return inProgress(file);
    case 'PaymentRequested':
      return { phase: 'payment-requested', file };
    case 'DossierStopped':
      return { phase: 'stopped', file };
    case 'DossierWithdrawn':
      return { phase: 'withdrawn', file };
    case 'ResultReleased':
      return { phase: 'resolved', file };
    case 'ResultReturned':
      return { phase: 'returned', file };
    case 'SupplementExpired':
    case 'StepCompleted':
    case 'PaymentRefunded':
    case 'DossierExtended':
    case 'DossierRated':
    case 'MessageWritten':
    case 'FollowSecretRenewed':
    case 'StepRecorded':
      return { ...state, file };
    default:
      return unreachable(event);
  }
}

const inProgress = (file: DossierFile): KnownDossier => ({
  phase: 'in-progress',
  file,
  asked: null,
});

export function evolve(state: Dossier, event: Recorded<DossierEvent>): Dossier {
  if (event.type === 'DossierSubmitted' || event.type === 'DossierImported') return open(event);
  return state.phase === 'unknown' ? state : next(state, evolveFile(state.file, event), event);
}
