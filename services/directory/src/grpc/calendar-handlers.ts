import {
  dueRoundings,
  dueWorkingTo,
  durationUnits,
  field,
  grpcService,
  rpc,
  textTo,
} from '@egov/chassis/grpc';
import type { IsoWeekday } from '@egov/chassis/domain';
import {
  CalendarDayKind,
  CalendarServiceDefinition,
  type CalendarDay as WireDay,
  type WeeklyHours as WireHours,
} from '@egov/proto/egov/directory/v1/calendar_service';
import { DueRounding, DurationUnit } from '@egov/proto/egov/working_time/v1/working_time';
import type { UseCases } from '../application/use-cases.ts';
import type { CalendarDay, WeeklyHours } from '../domain/calendar/events.ts';
import { FIRST_YEAR, LAST_YEAR } from '../domain/calendar/working-days.ts';
import { calendarId } from '../domain/ids.ts';
import { dayKinds } from './enums.ts';

/** Years for which a calendar can be entered, and a limit well above the longest duration in law. */
const [EARLIEST_YEAR, LATEST_YEAR, MAX_TEXT] = [2000, 2100, 2_000];

const aCalendar = () => field.text({ max: 64, pattern: /^[a-z0-9][a-z0-9-]*$/ }).transform(calendarId);
const aYear = () => field.count({ min: EARLIEST_YEAR, max: LATEST_YEAR });
const aWeekday = () => field.count({ min: 1, max: 7 }).transform((day) => day as IsoWeekday);
const aGround = () => field.text({ max: 300 }).default('');

const hoursRequest = field.message({
  calendarId: aCalendar(),
  legalGround: aGround(),
  expectedRevision: field.revision().optional(),
  weeklyHours: field.message({
    validFromDay: field.localDate(),
    hours: field.list(
      field.message({ weekday: aWeekday(), opens: field.localTime(), closes: field.localTime() }),
      { min: 1, max: 50 },
    ),
  }),
});
const yearDays = () =>
  field.list(
    field
      .message({
        day: field.localDate(),
        kind: field.enumeration(CalendarDayKind),
        name: field.text({ max: 200 }).default(''),
        asWeekday: aWeekday().optional(),
      })
      .transform(({ day, kind, name, asWeekday }): CalendarDay => ({
        date: day,
        kind: dayKinds.from[kind],
        name,
        ...(asWeekday === undefined ? {} : { asWeekday }),
      })),
    { max: 366 },
  );
const yearRequest = field.message({
  calendarId: aCalendar(),
  year: aYear(),
  legalGround: aGround(),
  expectedRevision: field.revision().optional(),
  days: yearDays(),
});
const calendarRequest = field.message({
  calendarId: aCalendar(),
  fromYear: aYear().default(FIRST_YEAR),
  toYear: aYear().default(LAST_YEAR),
  asOfAt: field.instant().optional(),
  minPosition: field.position().optional(),
});
const proposeRequest = field.message({ year: field.count({ min: FIRST_YEAR, max: LAST_YEAR }) });
const dueRequest = field.message({
  calendarId: aCalendar(),
  fromAt: field.instant(),
  amount: field.double({ min: 0, max: MAX_TEXT }),
  unit: field.enumeration(DurationUnit),
  rounding: field.enumeration(DueRounding),
  draftYear: aYear().optional(),
  draftDays: yearDays(),
});

const dayTo = ({ date, kind, name, asWeekday }: CalendarDay): WireDay => ({
  day: date,
  name: textTo(name),
  asWeekday,
  kind: dayKinds.to(kind),
});
const hoursTo = ({ validFrom, hours }: WeeklyHours): WireHours => ({
  validFromDay: validFrom,
  hours: hours.map((span) => ({ ...span })),
});

export const calendarHandlers = (use: UseCases) =>
  grpcService(CalendarServiceDefinition, {
    defineOfficeHours: rpc({
      schema: hoursRequest,
      handle: ({ weeklyHours: { validFromDay: validFrom, hours }, ...request }, context) =>
        use.defineOfficeHours({ ...request, weekly: { validFrom, hours } }, context),
    }),
    declareYear: rpc({
      schema: yearRequest,
      handle: (request, context) => use.declareYear(request, context),
    }),
    getWorkingCalendar: rpc({
      schema: calendarRequest,
      handle: async (request, context) => {
        const { hours, days, announcedYears, revision, ...calendar } = await use.getWorkingCalendar(
          request,
          context,
        );
        return {
          ...calendar,
          calendarId: request.calendarId,
          hours: hours.map(hoursTo),
          days: days.map(dayTo),
          announcedYears: [...announcedYears],
          revision: BigInt(revision),
        };
      },
    }),
    proposeYear: rpc({
      schema: proposeRequest,
      handle: (request) => ({ days: use.proposeYear(request).map(dayTo) }),
    }),
    computeDueTime: rpc({
      schema: dueRequest,
      handle: async ({ fromAt: from, amount, unit, rounding, draftYear, draftDays, ...request }, context) => {
        const draft = draftYear === undefined ? undefined : { year: draftYear, days: draftDays };
        const { due, working } = await use.computeDueTime(
          {
            ...request,
            from,
            draft,
            duration: { amount, unit: durationUnits.from[unit] },
            rounding: dueRoundings.from[rounding],
          },
          context,
        );
        return { dueAt: new Date(due), working: dueWorkingTo(working) };
      },
    }),
  });
