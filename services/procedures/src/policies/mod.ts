import { calendarChanged } from './calendar-changed.ts';

/**
 * | event                       | what follows                            | on            |
 * | --------------------------- | --------------------------------------- | ------------- |
 * | directory `CalendarChanged` | what is kept of the directory is reread | every replica |
 */
export const policies = [calendarChanged] as const;
