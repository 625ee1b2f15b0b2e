import type { CalendarDay } from '../../domain/calendar/events.ts';
import { computedDays } from '../../domain/calendar/working-days.ts';

/** Returns the statutory days off of a year as a draft of its announcement. */
export const proposeYear =
  () =>
  ({ year }: Readonly<{ year: number }>): readonly CalendarDay[] =>
    computedDays(year);
