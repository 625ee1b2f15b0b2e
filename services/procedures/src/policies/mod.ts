import { calendarChanged } from './calendar-changed.ts';

/**
 * | event                       | what follows                            | on            |
 * | --------------------------- | --------------------------------------- | ------------- |
 * | directory `CalendarChanged` | cached answers are reread | every replica |
 */
export const policies = [calendarChanged] as const;
