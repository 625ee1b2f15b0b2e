import { type Instant } from '@egov/chassis/domain';
import type { QueryOptions } from '@egov/chassis/application';
import type { Calendar } from '../../domain/calendar/calendar.ts';
import { calendarVersion } from './calendar-version.ts';
import { refusal } from '../../domain/reasons.ts';
import type { Deps } from '../deps.ts';

/** Later than any clock, so that events recorded slightly ahead of this replica are included. */
const NOW_KNOWN = '9999-12-31T23:59:59.999Z';

export type KnownCalendar = Readonly<{ calendar: Calendar; version: string; revision: number }>;

/** Returns a calendar as it was known at an instant (now by default) with its version. Throws NOT_FOUND. */
export async function knownCalendar(
  { read }: Pick<Deps, 'read'>,
  calendarId: string,
  knownAt: Instant | undefined,
  options: QueryOptions,
): Promise<KnownCalendar> {
  const found = await read.calendar({ calendarId, knownAt: knownAt ?? NOW_KNOWN }, options);
  if (found === undefined) throw refusal('NOT_FOUND');
  return { ...found, version: calendarVersion(found.calendar) };
}
