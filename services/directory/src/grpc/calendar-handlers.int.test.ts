import { expect, test } from '@jest/globals';
import { failureOf, memoryLog } from '@egov/chassis/testing';
import { CalendarDayKind, CalendarServiceDefinition } from '@egov/proto/egov/directory/v1/calendar_service';
import { DueRounding, DurationUnit } from '@egov/proto/egov/working_time/v1/working_time';
import {
  inDirectory,
  officeHours,
  once,
  withOfficeHours,
  type DirectoryWorld,
} from './test-support/directory-world.ts';

const { CALENDAR_DAY_KIND_OFF: OFF, CALENDAR_DAY_KIND_MAKEUP: MAKEUP } = CalendarDayKind;
const day = (day: string, kind: typeof OFF | typeof MAKEUP = OFF) => ({
  day,
  kind,
  name: 'Nghỉ',
});
const swap = {
  calendarId: 'province',
  year: 2026,
  days: [day('2026-08-22', MAKEUP), day('2026-08-31')],
  legalGround: '9441/TB-BNV',
};

const calendarOf = (
  { calendar }: DirectoryWorld,
  years: { fromYear?: number | undefined; toYear?: number | undefined; asOfAt?: Date } = {},
) =>
  calendar.getWorkingCalendar({
    calendarId: 'province',
    fromYear: 2026,
    toYear: 2026,
    ...years,
  });
const due = async (
  { calendar }: DirectoryWorld,
  from: string,
  amount: number,
  changed: {
    unit?: 1 | 2 | 3 | 4;
    rounding?: 1 | 2;
    draftYear?: number;
    draftDays?: ReturnType<typeof day>[];
  } = {},
) => {
  const answer = await calendar.computeDueTime({
    calendarId: 'province',
    fromAt: new Date(from),
    amount,
    unit: DurationUnit.DURATION_UNIT_WORKING_DAYS,
    rounding: DueRounding.DUE_ROUNDING_HOUR_EXACT,
    draftDays: [],
    ...changed,
  });
  return {
    due: answer.dueAt?.toISOString(),
    working: answer.working,
  };
};

test(
  'a year that was not announced is computed, and an announcement replaces that',
  inDirectory(async (world) => {
    await withOfficeHours(world);
    const computed = await calendarOf(world);
    expect(computed).toMatchObject({
      calendarId: 'province',
      timeZone: 'Asia/Ho_Chi_Minh',
      announcedYears: [],
      revision: 0n,
      hours: [officeHours.weeklyHours],
    });
    expect(computed.days).toEqual((await world.calendar.proposeYear({ year: 2026 })).days);
    await world.calendar.declareYear({ ...once(), ...swap });
    expect(await calendarOf(world)).toMatchObject({ announcedYears: [2026], days: swap.days, revision: 1n });
  }),
);

test('a calendar is returned as it was known at an instant', async () => {
  let now = '2025-11-03T02:00:00.000Z';
  await inDirectory(
    async (world) => {
      await withOfficeHours(world);
      const before = await calendarOf(world);
      now = '2025-12-01T02:00:00.000Z';
      await world.calendar.declareYear({ ...once(), ...swap });
      expect(await calendarOf(world, { asOfAt: new Date('2025-11-30T00:00:00Z') })).toEqual(before);
      expect((await calendarOf(world)).version).not.toBe(before.version);
      expect((await failureOf(calendarOf(world, { asOfAt: new Date('2025-11-01T00:00:00Z') }))).reason).toBe(
        'NOT_FOUND',
      );
    },
    () => now,
  )();
});

test('the version names the calendar’s content: the same for any span and in the event', async () => {
  const memory = memoryLog('directory');
  await inDirectory(
    async (world) => {
      await withOfficeHours(world);
      const first = await calendarOf(world);
      expect((await calendarOf(world, { fromYear: undefined, toYear: undefined })).version).toBe(
        first.version,
      );
      await world.calendar.declareYear({ ...once(), ...swap });
      await world.calendar.declareYear({
        ...once(),
        ...swap,
        days: (await world.calendar.proposeYear({ year: 2026 })).days,
      });
      expect((await calendarOf(world)).version).toBe(first.version);
      expect(memory.stored.map(({ data }) => (data as { version: string }).version)).toEqual([
        first.version,
        expect.not.stringContaining(first.version),
        first.version,
      ]);
    },
    undefined,
    memory,
  )();
});

test(
  'due times come with their computation',
  inDirectory(async (world) => {
    await withOfficeHours(world);
    expect((await due(world, '2026-07-06T02:15:00Z', 3)).due).toBe('2026-07-09T02:15:00.000Z');
    expect(
      (await due(world, '2026-07-06T02:15:00Z', 3, { rounding: DueRounding.DUE_ROUNDING_CIVIL })).due,
    ).toBe('2026-07-09T10:00:00.000Z');
    const overTet = await due(world, '2026-02-13T07:00:00Z', 3);
    expect(overTet.due).toBe('2026-02-25T07:00:00.000Z');
    const { version } = await calendarOf(world);
    expect(overTet.working).toMatchObject({
      calendarVersion: version,
      duration: { unit: DurationUnit.DURATION_UNIT_WORKING_DAYS, amount: 3 },
      minutesCounted: 1440,
    });
    await world.calendar.declareYear({ ...once(), ...swap });
    expect((await due(world, '2026-08-21T02:15:00Z', 1)).due).toBe('2026-08-22T02:15:00.000Z');
  }),
);

test(
  'an agency without its own hours has no due times',
  inDirectory(async (world) => {
    await world.calendar.declareYear({ ...once(), ...swap });
    expect((await failureOf(due(world, '2026-07-06T02:15:00Z', 3))).reason).toBe('CALENDAR_WITHOUT_HOURS');
  }),
);

test(
  'a calendar with one minute a week cannot compute years',
  inDirectory(async (world) => {
    const hours = [{ weekday: 1, opens: '07:00', closes: '07:01' }];
    await world.calendar.defineOfficeHours({
      ...once(),
      calendarId: 'province',
      weeklyHours: { validFromDay: '2019-01-01', hours },
    });
    expect((await failureOf(due(world, '2026-07-06T02:15:00Z', 2_000))).reason).toBe(
      'CALENDAR_WITHOUT_HOURS',
    );
  }),
);

test(
  'overlapping office hours and days of another year are refused with the field',
  inDirectory(async ({ calendar }) => {
    const hours = [
      { weekday: 1, opens: '07:00', closes: '12:00' },
      { weekday: 1, opens: '11:00', closes: '17:00' },
    ];
    const overlap = await failureOf(
      calendar.defineOfficeHours({
        ...once(),
        ...officeHours,
        weeklyHours: { validFromDay: '2019-01-01', hours },
      }),
    );
    expect([overlap.codeName, overlap.reason, overlap.violations[0]?.field]).toEqual([
      'INVALID_ARGUMENT',
      'OFFICE_HOURS_OVERLAP',
      'weekly_hours.hours',
    ]);
    const outside = await failureOf(calendar.declareYear({ ...once(), ...swap, days: [day('2027-01-01')] }));
    expect([outside.codeName, outside.reason, outside.violations[0]?.field]).toEqual([
      'INVALID_ARGUMENT',
      'DAY_OUTSIDE_YEAR',
      'days',
    ]);
  }),
);

test(
  'a due time is computed as if a year had other days, without declaring them',
  inDirectory(async (world) => {
    await withOfficeHours(world);
    expect(
      (await due(world, '2026-08-28T02:15:00Z', 3, { draftYear: 2026, draftDays: swap.days })).due,
    ).not.toBe((await due(world, '2026-08-28T02:15:00Z', 3)).due);
    expect((await calendarOf(world)).announcedYears).toEqual([]);
  }),
);

test(
  'a draft is computed only for those who may declare the year',
  inDirectory(async (world) => {
    await withOfficeHours(world);
    const citizen = { subject: 'citizen', agencies: ['*'], permissions: ['calendar.read'] };
    const calendar = world.as(CalendarServiceDefinition, citizen);
    const from = '2026-08-28T02:15:00Z';
    expect((await due({ ...world, calendar }, from, 3)).due).toBeDefined();
    const draft = due({ ...world, calendar }, from, 3, { draftYear: 2026, draftDays: swap.days });
    expect((await failureOf(draft)).reason).toBe('PERMISSION_MISSING');
  }),
);
