import type { LocalDate } from '@egov/chassis/domain';

/** Whether something that holds from a day, to the end of another or for good, holds on a day. */
export const holdsOn = (day: LocalDate, from: LocalDate, until: LocalDate | null): boolean =>
  from <= day && (until === null || until >= day);
