import type { LocalDate } from '@egov/chassis/domain';

/** Whether something valid from a day, until the end of another or without end, is valid on a day. */
export const holdsOn = (day: LocalDate, from: LocalDate, until: LocalDate | null): boolean =>
  from <= day && (until === null || until >= day);
