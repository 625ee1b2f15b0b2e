import { DAY_MS } from '@egov/chassis/domain';
import type { CallSettings } from '@egov/chassis/grpc';
import { CalendarDayKind, type CalendarDay } from '@egov/proto/egov/directory/v1/calendar_service';
import { DueRounding, DurationUnit } from '@egov/proto/egov/working_time/v1/working_time';
import type { StaffServices } from '../../services.ts';

const SAMPLES = [1, 3, 5, 10, 20] as const;
const MAX_DAYS = 12;
const RECEIVED_AT = 'T02:00:00Z';

/** A day that the draft changes; `was` and `becomes` are `off`, `makeup` or `usual`. */
export type ChangedDay = Readonly<{ date: string; name: string; was: string; becomes: string }>;
/** When a dossier received on a day would be due, now and by the draft. */
export type MovedDue = Readonly<{
  from: Date;
  days: number;
  before: Date | undefined;
  after: Date | undefined;
}>;

const word = (day: CalendarDay | undefined): string =>
  day === undefined ? 'usual' : day.kind === CalendarDayKind.CALENDAR_DAY_KIND_MAKEUP ? 'makeup' : 'off';

/** The days on which a draft differs from the current year, by date. */
export function changedDays(
  now: readonly CalendarDay[],
  draft: readonly CalendarDay[],
): readonly ChangedDay[] {
  const dates = [...new Set([...now, ...draft].map(({ day: date }) => date))].toSorted();
  return dates.flatMap((date) => {
    const [before, after] = [now, draft].map((days) => days.find((day) => day.day === date));
    const [was, becomes] = [word(before), word(after)];
    return was === becomes ? [] : [{ date, name: after?.name ?? before?.name ?? '', was, becomes }];
  });
}

/**
 * How due times move for dossiers received at nine on the day before a changed day: the service computes each
 * due time twice.
 */
export async function movedDues(
  { calendars }: Pick<StaffServices, 'calendars'>,
  year: number,
  draft: readonly CalendarDay[],
  changed: readonly ChangedDay[],
  call: CallSettings,
): Promise<readonly MovedDue[]> {
  const starts = [
    ...new Set(
      changed.map(({ date }) => new Date(new Date(`${date}${RECEIVED_AT}`).getTime() - DAY_MS).toISOString()),
    ),
  ].slice(0, MAX_DAYS);
  const dues: MovedDue[] = [];
  // Start by start: a page must not take all of the official's places at the service.
  for (const start of starts)
    dues.push(
      ...(await Promise.all(SAMPLES.map((days) => movedDue(calendars, start, days, year, draft, call)))),
    );
  return dues.filter(({ before, after }) => before?.getTime() !== after?.getTime());
}

async function movedDue(
  calendars: StaffServices['calendars'],
  start: string,
  days: number,
  year: number,
  draft: readonly CalendarDay[],
  call: CallSettings,
): Promise<MovedDue> {
  const fromAt = new Date(start);
  const asked = {
    calendarId: 'province',
    fromAt,
    amount: days,
    unit: DurationUnit.DURATION_UNIT_WORKING_DAYS,
    rounding: DueRounding.DUE_ROUNDING_HOUR_EXACT,
  };
  const [before, after] = await Promise.all([
    calendars.computeDueTime({ ...asked, draftDays: [] }, call),
    calendars.computeDueTime({ ...asked, draftYear: year, draftDays: [...draft] }, call),
  ]);
  return { from: fromAt, days, before: before.dueAt, after: after.dueAt };
}
