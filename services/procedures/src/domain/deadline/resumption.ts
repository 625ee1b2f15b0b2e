import type { Instant, Pause, WorkingCalendar } from '@egov/chassis/domain';
import type { StepDefinition } from '../procedure/terms.ts';
import { pauseUntil, type Clock, type PausedClock } from './clock.ts';
import { deadlineFor, stepDue } from './deadline.ts';
import { noDue, type CarriedPromise, type Due, type DueRules, type PartDue, type Resumption } from './due.ts';

/** The current step, as far as its due time is concerned. */
type TimedStep = Readonly<{ stepId: string; startedAt: Instant; due: PartDue | null }>;

type Resumable = Readonly<{
  rules: DueRules & Readonly<{ steps: readonly StepDefinition[] }>;
  clock: Clock;
  step: TimedStep | null;
}>;

function carryOver(promised: Instant, pause: Pause, calendar: WorkingCalendar): CarriedPromise {
  const minutesLeft = calendar.workingMinutesBetween(pause.from, promised);
  const continued = minutesLeft === 0 ? promised : calendar.addWorkingMinutes(pause.to, minutesLeft);
  return { promised, minutesLeft, continuedTo: continued > promised ? continued : promised };
}

function dueAfter(
  rules: DueRules,
  clock: PausedClock,
  pauses: readonly Pause[],
  last: Pause,
  calendar: WorkingCalendar,
): Due {
  const computed = deadlineFor(rules, clock.startedAt, calendar, pauses);
  if (clock.promise === null) return computed;
  const carried = carryOver(clock.promise, last, calendar);
  const { promised } = computed;
  return {
    ...computed,
    carried,
    promised: promised !== null && promised > carried.continuedTo ? promised : carried.continuedTo,
  };
}

// A step's own time excludes every wait, whatever the policy is for the whole.
const waitsOf = (pauses: readonly Pause[]): readonly Pause[] =>
  pauses.map(({ from, to }) => ({ from, to, policy: 'exclude-resume' }));

/** The due times of a dossier whose pause ends at an instant, by the policy that the pause began under. */
export function resumption(
  { rules, clock, step }: Resumable,
  resumedAt: Instant,
  calendar: WorkingCalendar,
): Resumption {
  if (clock.phase === 'not-started') return { due: noDue, stepDue: null };
  if (clock.phase === 'running') return { due: clock.due, stepDue: step?.due ?? null };
  const last = pauseUntil(clock, resumedAt);
  const pauses = [...clock.pauses, last];
  return {
    due: dueAfter(rules, clock, pauses, last, calendar),
    stepDue: step === null ? null : stepDue(rules, step.stepId, step.startedAt, calendar, waitsOf(pauses)),
  };
}
