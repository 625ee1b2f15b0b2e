import type { Instant } from './decider.ts';
import { DAY_MS } from './working-time/local-date.ts';
import type { LocalDate } from './working-time/types.ts';

/** The office is at UTC+7 the whole year (Asia/Ho_Chi_Minh). */
const UTC_OFFSET_MS = 7 * 3_600_000;

/** Returns what the office's clock shows at an instant, such as `2026-07-06T09:15:00.000`. */
export const officeClock = (instant: Instant | Date): string =>
  new Date(new Date(instant).getTime() + UTC_OFFSET_MS).toISOString().slice(0, -1);

/** Returns the day it is in the office at an instant. */
export const officeDay = (instant: Instant | Date): LocalDate => officeClock(instant).slice(0, 10);

/** Returns when the office's clock shows `2026-07-06T09:15`; an invalid date for a text of another form. */
export const officeMoment = (clock: string): Date => new Date(Date.parse(`${clock}Z`) - UTC_OFFSET_MS);

/** Returns when a day begins in the office. */
export const officeMidnight = (day: LocalDate): Date => officeMoment(`${day}T00:00`);

/** Returns the day before; dates carry no zone, so that plain UTC arithmetic is exact. */
export const dayBefore = (day: LocalDate): LocalDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
