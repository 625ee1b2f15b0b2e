import type { ClockPolicy, DueWorking, Duration, Instant, Rounding } from '@egov/chassis/domain';

/**
 * From what a due time follows: the duration and roundings of the version and case that a dossier came in
 * under.
 */
export type DueRules = Readonly<{
  duration: Duration | null;
  rounding: Rounding;
  sameDayCutoff: string | null;
}>;

/** A time that an official promised, carried over a pause: the minutes left of it go on after the pause. */
export type CarriedPromise = Readonly<{ promised: Instant; minutesLeft: number; continuedTo: Instant }>;

/**
 * When the result is promised, the statutory limit beside it, and the working. All null without a duration;
 * typed in, no working.
 */
export type Due = Readonly<{
  promised: Instant | null;
  statutory: Instant | null;
  working: DueWorking | null;
  carried: CarriedPromise | null;
}>;

export const noDue: Due = { promised: null, statutory: null, working: null, carried: null };

/** The due time that an official types in where the procedure says no duration. */
export const typedDue = (promised: Instant): Due => ({ ...noDue, promised });

/** A due time beside the dossier's own: of a step, or of the applicant's answer. */
export type PartDue = Readonly<{ at: Instant; working: DueWorking }>;

/** What a pause made of the due times: the dossier's own, and that of the step under way. */
export type Resumption = Readonly<{ due: Due; stepDue: PartDue | null }>;

/** Why the clock stands still. */
export type PauseReason = 'supplement' | 'payment' | 'third-party';

/** How a pause counts; `extra` goes with the policy `resume-extra`. */
export type PauseTerms = Readonly<{ reason: PauseReason; policy: ClockPolicy; extra: Duration | null }>;
