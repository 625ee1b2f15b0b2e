import type { ClockPolicy, DueWorking, Duration, Instant, Rounding } from '@egov/chassis/domain';

/** What determines a due time: the duration and roundings of the dossier's version and case. */
export type DueRules = Readonly<{
  duration: Duration | null;
  rounding: Rounding;
  sameDayCutoff: string | null;
}>;

/** A time that an official promised, carried over a pause: its remaining minutes continue after the pause. */
export type CarriedPromise = Readonly<{ promised: Instant; minutesLeft: number; continuedTo: Instant }>;

/**
 * When the result is promised, the statutory limit, and how they were computed. All null without a duration;
 * no computation if entered by an official.
 */
export type Due = Readonly<{
  promised: Instant | null;
  statutory: Instant | null;
  working: DueWorking | null;
  carried: CarriedPromise | null;
}>;

export const noDue: Due = { promised: null, statutory: null, working: null, carried: null };

/** The due time that an official enters if the procedure sets no duration. */
export const typedDue = (promised: Instant): Due => ({ ...noDue, promised });

/** A due time other than the dossier's: of a step, or of the applicant's response. */
export type PartDue = Readonly<{ at: Instant; working: DueWorking }>;

/** The due times after a pause: of the dossier, and of its current step. */
export type Resumption = Readonly<{ due: Due; stepDue: PartDue | null }>;

/** Why the clock is paused. */
export type PauseReason = 'supplement' | 'payment' | 'third-party';

/** How a pause counts; `extra` goes with the policy `resume-extra`. */
export type PauseTerms = Readonly<{ reason: PauseReason; policy: ClockPolicy; extra: Duration | null }>;
