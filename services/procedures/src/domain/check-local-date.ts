import type { LocalDate } from '@egov/chassis/domain';
import { refusal } from './reasons.ts';

const FORM = /^\d{4}-\d{2}-\d{2}$/;

/** Returns the date if it is a day of the calendar; refuses DATE_MALFORMED. */
export function checkLocalDate(text: string, field: string): LocalDate {
  const day = FORM.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  // 30 February parses as 2 March: only a day that reads back as itself exists.
  if (day === undefined || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text) {
    throw refusal('DATE_MALFORMED', { field });
  }
  return text;
}
