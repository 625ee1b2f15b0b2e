export { computeDueTime } from './compute-due-time.ts';
export { declareYear } from './declare-year.ts';
export { defineOfficeHours } from './define-office-hours.ts';
export { getWorkingCalendar } from './get-working-calendar.ts';
export { proposeYear } from './propose-year.ts';
