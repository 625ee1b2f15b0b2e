import type { Instant, LocalDate } from '@egov/chassis/domain';

const DAY_MS = 86_400_000;

/** Answers the day before; dates carry no zone, so that plain UTC arithmetic is exact. */
export const dayBefore = (date: LocalDate): LocalDate =>
  new Date(Date.parse(`${date}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);

/** The office is at UTC+7 the whole year (Asia/Ho_Chi_Minh). */
const UTC_OFFSET_MS = 7 * 3_600_000;

/** Answers the day it is in the office at an instant. */
export const officeDay = (instant: Instant): LocalDate =>
  new Date(Date.parse(instant) + UTC_OFFSET_MS).toISOString().slice(0, 10);
