import type { Instant } from '@egov/chassis/domain';
import { refusal } from '../reasons.ts';
import type { HistoricStep, RecordSteps } from './commands.ts';
import type { Dossier, History } from './dossier.ts';
import type { DossierEvent, HistoryFlag } from './events.ts';
import { known, ofFile } from './guards.ts';

/** The history after one more step. */
export function lengthened(
  { steps, activities, lastOccurred }: History,
  { activity, occurred }: HistoricStep,
): History {
  return {
    steps: steps + 1,
    activities: activities.includes(activity) ? activities : [...activities, activity],
    lastOccurred: lastOccurred === null || occurred > lastOccurred ? occurred : lastOccurred,
  };
}

/** The flags of a step, given all that was recorded before it. */
export function flagsOf(
  { activity, occurred }: HistoricStep,
  history: History,
  releasedAt: Instant | null,
): readonly HistoryFlag[] {
  const flags: HistoryFlag[] = [];
  if (releasedAt !== null && occurred > releasedAt) flags.push('after-release');
  if (history.activities.includes(activity)) flags.push('repeated');
  if (history.lastOccurred !== null && occurred < history.lastOccurred) flags.push('out-of-order');
  return flags;
}

export function recordSteps(
  { data: { steps, firstIndex } }: RecordSteps,
  state: Dossier,
): readonly DossierEvent[] {
  const { file } = known(state);
  let { history } = file;
  if (history === null) throw refusal('NOT_A_RECORDED_DOSSIER');
  if (!Number.isSafeInteger(firstIndex) || firstIndex < 0)
    throw refusal('VALUE_OUT_OF_RANGE', { field: 'first_index' });
  if (firstIndex > history.steps) throw refusal('STEPS_MISSING', { from: history.steps });
  const of = ofFile(file);
  const events: DossierEvent[] = [];
  for (const step of steps.slice(history.steps - firstIndex)) {
    events.push({
      type: 'StepRecorded',
      data: { ...of, index: history.steps, ...step, flags: flagsOf(step, history, file.releasedAt) },
    });
    history = lengthened(history, step);
  }
  return events;
}
