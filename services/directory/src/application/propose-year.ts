import type { CallContext } from '@egov/chassis/runtime';
import type { CalendarDay } from '../domain/calendar/events.ts';
import { computedDays } from '../domain/calendar/working-days.ts';

/** Answers the statutory days off of a year as a draft of its announcement, on `calendar.read`. */
export const proposeYear =
  () =>
  ({ year }: Readonly<{ year: number }>, { principal }: CallContext): readonly CalendarDay[] => {
    principal.require('calendar.read');
    return computedDays(year);
  };
