import {
  dueTime,
  type DueWorking,
  type Instant,
  type Pause,
  type WorkingCalendar,
} from '@egov/chassis/domain';
import type { StepDefinition, SupplementPolicy } from '../procedure/terms.ts';
import { noDue, type Due, type DueRules, type PartDue } from './due.ts';

/**
 * The due time of a dossier received at an instant, with its pauses so far; null values without a duration.
 */
export function deadlineFor(
  rules: DueRules,
  receivedAt: Instant,
  calendar: WorkingCalendar,
  pauses: readonly Pause[] = [],
): Due {
  const { duration, rounding, sameDayCutoff } = rules;
  if (duration === null) return noDue;
  const { due, working } = dueTime(calendar, {
    from: receivedAt,
    duration,
    rounding,
    pauses,
    ...(sameDayCutoff === null ? {} : { sameDayCutoff }),
  });
  return { promised: due, statutory: statutoryOf(due, working), working, carried: null };
}

// Hours have no civil limit: the promised time is then the limit itself.
const statutoryOf = (due: Instant, { civil }: DueWorking): Instant => civil ?? due;

/** Until when the applicant may respond: the end of the last day allowed; null without limit. */
export function replyBy(
  { maxWait }: SupplementPolicy,
  askedAt: Instant,
  calendar: WorkingCalendar,
): PartDue | null {
  if (maxWait === null) return null;
  const { due: at, working } = dueTime(calendar, { from: askedAt, duration: maxWait, rounding: 'civil' });
  return { at, working };
}

/** The due time of a step that begins at an instant; null if the step has no duration. */
export function stepDue(
  rules: Readonly<{ steps: readonly StepDefinition[] }>,
  stepId: string,
  startedAt: Instant,
  calendar: WorkingCalendar,
  pauses: readonly Pause[] = [],
): PartDue | null {
  const duration = rules.steps.find((step) => step.stepId === stepId)?.duration ?? null;
  if (duration === null) return null;
  const { due: at, working } = dueTime(calendar, {
    from: startedAt,
    duration,
    rounding: 'hour-exact',
    pauses,
  });
  return { at, working };
}
