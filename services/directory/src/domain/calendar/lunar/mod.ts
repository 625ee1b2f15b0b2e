export { STATUTORY_HOLIDAYS } from './holiday-rules.ts';
export type { HolidayOccurrence, HolidayRule } from './holiday-rules.ts';
export { holidaysOf, hungKings, tetHolidays } from './holidays-of-year.ts';
export { VIETNAM_UTC_OFFSET_HOURS, lunarDateOf, solarDateOf } from './lunar-date.ts';
export type { LunarDate } from './lunar-date.ts';
