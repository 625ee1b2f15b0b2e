import type { Instant } from '@egov/chassis/domain';

/** An instant as a column: milliseconds since 1970, which an index compares faster than text. */
export const column = (instant: Instant | null | undefined): number | null =>
  instant ? Date.parse(instant) : null;
