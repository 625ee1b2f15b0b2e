import { createHash } from 'node:crypto';
import type { Calendar } from '../../domain/calendar/calendar.ts';
import { calendarContent } from '../../domain/calendar/working-days.ts';

/** Half of a SHA-256 is still beyond any chance of two calendars with one name. */
const HEX_DIGITS = 32;

/**
 * Names a calendar by what it says: the same hours and days have the same version, wherever and whenever it
 * is computed.
 */
export const calendarVersion = (calendar: Calendar): string =>
  createHash('sha256')
    .update(JSON.stringify(calendarContent(calendar)))
    .digest('hex')
    .slice(0, HEX_DIGITS);
