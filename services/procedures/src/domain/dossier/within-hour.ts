import type { Instant } from '@egov/chassis/domain';

const HOUR_MS = 3_600_000;

/** The instants that are less than an hour before another. */
export const withinHour = (instants: readonly Instant[], end: Instant): readonly Instant[] =>
  instants.filter((instant) => Date.parse(instant) > Date.parse(end) - HOUR_MS);
