import { DomainError } from '@egov/chassis/domain';
import type { Reason } from '../reasons.ts';
import type { DossierCommand } from './commands.ts';
import type { Dossier, DossierFile, History } from './dossier.ts';
import type { DossierEvent } from './events.ts';
import { ofFile } from './guards.ts';
import { flagsOf } from './history.ts';

/** The refusals that depend on order: not now, not again. */
const OUT_OF_TURN: readonly Reason[] = [
  'DOSSIER_NOT_AWAITING_ACCEPTANCE',
  'DOSSIER_NOT_IN_PROGRESS',
  'DOSSIER_CLOSED',
  'SUPPLEMENT_ALREADY_REQUESTED',
  'SUPPLEMENT_NEW_CONTENT',
  'NO_SUPPLEMENT_AWAITED',
  'DOSSIER_SUSPENDED',
  'DOSSIER_NOT_SUSPENDED',
  'HANDED_TO_HOLDER',
  'STEP_NOT_STARTED',
  'STEP_COMPLETED',
  'STEPS_OPEN',
  'PAYMENT_AWAITED',
  'PAYMENT_SETTLED',
  'PAYMENT_NOT_PAID',
  'NEW_TIME_NOT_LATER',
  'RESULT_RELEASED',
  'RESULT_NOT_RELEASED',
  'NOTHING_TO_RATE',
  'RATED_ALREADY',
];

const isOutOfTurn = (error: unknown): boolean =>
  error instanceof DomainError && OUT_OF_TURN.some((reason) => reason === error.reason);

function flagged({ type, meta }: DossierCommand, file: DossierFile, history: History): DossierEvent {
  const act = { activity: type, resource: meta.actor.id, transition: null, occurred: meta.occurred };
  const flags = flagsOf(act, history, file.releasedAt);
  return {
    type: 'StepRecorded',
    data: {
      ...ofFile(file),
      index: history.steps,
      ...act,
      flags: flags.length === 0 ? ['out-of-order'] : flags,
    },
  };
}

/**
 * Decides on a dossier, except that an imported history is recorded as it happened: an act that would be
 * refused for its order on a live dossier is recorded as a flagged step, and changes nothing else.
 */
export function asItHappened(
  command: DossierCommand,
  state: Dossier,
  decide: () => readonly DossierEvent[],
): readonly DossierEvent[] {
  try {
    return decide();
  } catch (refused) {
    const history = state.phase === 'unknown' ? null : state.file.history;
    if (state.phase === 'unknown' || history === null || !isOutOfTurn(refused)) throw refused;
    return [flagged(command, state.file, history)];
  }
}
