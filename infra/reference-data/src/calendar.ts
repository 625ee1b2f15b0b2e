import { z } from 'zod';
import { readRecords } from './read-records.ts';
import { clock, localDate } from './values.ts';

const weekday = z.union([
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(5),
  z.literal(6),
  z.literal(7),
]);
type Weekday = z.infer<typeof weekday>;

const hoursRecord = z.strictObject({
  from: localDate,
  weekdays: z.array(weekday),
  hours: z.array(z.tuple([clock, clock])),
  basis: z.enum(['assumed', 'source']),
});
const dayRecord = z.strictObject({
  date: localDate,
  kind: z.enum(['off', 'makeup']),
  name: z.string(),
  asWeekday: weekday.optional(),
  basis: z.enum(['computed', 'announced']),
});
const yearRecord = z.strictObject({
  year: z.int(),
  basis: z.enum(['computed', 'announced']),
  legalGround: z.string(),
});

export type ReferenceDay = { date: string; kind: 'off' | 'makeup'; name: string; asWeekday?: Weekday };
export type ReferenceYear = {
  year: number;
  basis: 'computed' | 'announced';
  legalGround: string;
  days: readonly ReferenceDay[];
};
export type ReferenceHours = {
  from: string;
  weekdays: Readonly<Record<Weekday, readonly { opens: string; closes: string }[]>>;
};
export type ReferenceCalendar = {
  id: string;
  version: string;
  timeZone: string;
  hours: readonly ReferenceHours[];
  /** The years one by one, as they are announced. */
  years: readonly ReferenceYear[];
  /** All special days, in the shape that working-time arithmetic needs. */
  days: readonly ReferenceDay[];
};

function weeklyHours({ from, weekdays, hours }: z.infer<typeof hoursRecord>): ReferenceHours {
  const spans = hours.map(([opens, closes]) => ({ opens, closes }));
  const of = (day: Weekday) => (weekdays.includes(day) ? spans : []);
  return { from, weekdays: { 1: of(1), 2: of(2), 3: of(3), 4: of(4), 5: of(5), 6: of(6), 7: of(7) } };
}

/** Office hours and the days off and make-up days of 2019 to 2027. */
export function referenceCalendar(): ReferenceCalendar {
  const days = readRecords('calendar-days.json', dayRecord).map(
    ({ date, kind, name, asWeekday }): ReferenceDay => ({
      date,
      kind,
      name,
      ...(asWeekday === undefined ? {} : { asWeekday }),
    }),
  );
  const years = readRecords('announcements.json', yearRecord).map((record) => ({
    ...record,
    days: days.filter(({ date }) => date.startsWith(`${record.year}-`)),
  }));
  return {
    id: 'province',
    version: 'reference-1',
    timeZone: 'Asia/Ho_Chi_Minh',
    hours: readRecords('office-hours.json', hoursRecord).map(weeklyHours),
    years,
    days,
  };
}
