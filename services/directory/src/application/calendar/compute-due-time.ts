import { hash } from 'node:crypto';
import type { CallContext } from '@egov/chassis/application';
import {
  dueTime,
  workingCalendar,
  type DueWorking,
  type Duration,
  type Instant,
  type Rounding,
  type WorkingCalendar,
} from '@egov/chassis/domain';
import { withYear } from '../../domain/calendar/calendar.ts';
import type { CalendarDay } from '../../domain/calendar/events.ts';
import { calendarData } from '../../domain/calendar/working-days.ts';
import { knownCalendar, type KnownCalendar } from './known-calendar.ts';
import type { Deps } from '../deps.ts';

/** A draft of a year's days. */
export type DraftYear = Readonly<{ year: number; days: readonly CalendarDay[] }>;
export type DueQuestion = Readonly<{
  calendarId: string;
  from: Instant;
  duration: Duration;
  rounding: Rounding;
  draft?: DraftYear | undefined;
}>;

/**
 * A province has a calendar or two, and each change makes one more; older ones are compiled again on demand.
 */
const KEPT_VERSIONS = 16;

function calendarsByVersion(): (known: KnownCalendar, draft: DraftYear | undefined) => WorkingCalendar {
  const compiled = new Map<string, WorkingCalendar>();
  return ({ calendar: kept, version: keptVersion }, draft) => {
    // A page asks for many due times by one draft.
    const version =
      draft === undefined ? keptVersion : `draft ${hash('sha256', JSON.stringify([keptVersion, draft]))}`;
    const found = compiled.get(version);
    if (found !== undefined) return found;
    const [oldest] = compiled.keys();
    if (oldest !== undefined && compiled.size >= KEPT_VERSIONS) compiled.delete(oldest);
    const calendar = draft === undefined ? kept : withYear(kept, draft.year, draft.days);
    const made = workingCalendar(calendarData(calendar, draft === undefined ? version : 'draft'));
    compiled.set(version, made);
    return made;
  };
}

/**
 * Computes when a duration ends by the calendar as known now, or as if a year had other days, and explains
 * how. A draft needs `calendar.manage`.
 */
export const computeDueTime = (deps: Pick<Deps, 'read'>) => {
  const compiledOf = calendarsByVersion();
  return async (
    input: DueQuestion,
    { principal, signal }: CallContext,
  ): Promise<{ due: Instant; working: DueWorking }> => {
    if (input.draft !== undefined) principal.require('calendar.manage');
    const known = await knownCalendar(deps, input.calendarId, undefined, { signal });
    const { draft, from, duration, rounding } = input;
    return dueTime(compiledOf(known, draft), { from, duration, rounding });
  };
};
