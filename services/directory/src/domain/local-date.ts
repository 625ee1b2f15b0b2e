import type { LocalDate } from '@egov/chassis/domain';

const DAY_MS = 86_400_000;

/** Answers the day before; dates carry no zone, so that plain UTC arithmetic is exact. */
export const dayBefore = (date: LocalDate): LocalDate =>
  new Date(Date.parse(`${date}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
