import { createHash } from 'node:crypto';
import type { Calendar } from '../../domain/calendar/calendar.ts';
import { calendarContent } from '../../domain/calendar/working-days.ts';

/** Half of a SHA-256 still excludes two calendars with one version. */
const HEX_DIGITS = 32;

/**
 * Derives the version of a calendar from its content: the same hours and days have the same version, wherever
 * and whenever it is computed.
 */
export const calendarVersion = (calendar: Calendar): string =>
  createHash('sha256')
    .update(JSON.stringify(calendarContent(calendar)))
    .digest('hex')
    .slice(0, HEX_DIGITS);
