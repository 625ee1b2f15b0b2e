import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dueTime } from './due-time.ts';
import { officeCalendar } from './office-calendar.fixture.ts';
import type { ClockPolicy, Duration, Pause } from './types.ts';

const calendar = officeCalendar();
const instant = fc
  .date({ min: new Date('2025-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const units: readonly Duration['unit'][] = ['working-days', 'calendar-days', 'working-hours', 'months'];
const duration = fc.record({
  unit: fc.constantFrom(...units),
  amount: fc.integer({ min: 1, max: 60 }).map((n) => n / 2),
});
const policy = fc.constantFrom<ClockPolicy>(
  'exclude-resume',
  'restart',
  'start-when-complete',
  'resume-extra',
  'exclude-third-party',
);
const rounding = fc.constantFrom('hour-exact' as const, 'civil' as const);
const later = (from: string, ms: number): string => new Date(Date.parse(from) + ms).toISOString();
const pausesAfter = (from: string): fc.Arbitrary<readonly Pause[]> =>
  fc.array(
    fc
      .record({
        from: fc.nat(20 * 86_400_000).map((ms) => later(from, ms)),
        length: fc.nat(10 * 86_400_000),
        policy,
        extra: duration,
      })
      .map(({ length, ...pause }) => ({ ...pause, to: later(pause.from, length) })),
    { maxLength: 4 },
  );

test('minutes added are the minutes between', () => {
  fc.assert(
    fc.property(instant, fc.integer({ min: 1, max: 200_000 }), (from, minutes) => {
      expect(calendar.workingMinutesBetween(from, calendar.addWorkingMinutes(from, minutes))).toBe(minutes);
    }),
  );
});

test('minutes between are additive, whatever lies in the middle', () => {
  fc.assert(
    fc.property(fc.tuple(instant, instant, instant), (three) => {
      const [a = '', b = '', c = ''] = three.toSorted();
      const sum = calendar.workingMinutesBetween(a, b) + calendar.workingMinutesBetween(b, c);
      expect(calendar.workingMinutesBetween(a, c)).toBeCloseTo(sum, 6);
    }),
  );
});

test('a later receipt or a longer duration is never due earlier', () => {
  fc.assert(
    fc.property(
      instant,
      fc.nat(30 * 86_400_000),
      duration,
      fc.nat(20),
      rounding,
      (from, wait, given, more, round) => {
        const { due } = dueTime(calendar, { from, duration: given, rounding: round });
        expect(
          dueTime(calendar, { from: later(from, wait), duration: given, rounding: round }).due >= due,
        ).toBe(true);
        const longer = { ...given, amount: given.amount + more };
        expect(dueTime(calendar, { from, duration: longer, rounding: round }).due >= due).toBe(true);
      },
    ),
  );
});

test('the hour-exact time is never later than the civil limit, with any pauses', () => {
  fc.assert(
    fc.property(
      instant.chain((from) => fc.tuple(fc.constant(from), pausesAfter(from))),
      duration,
      ([from, pauses], given) => {
        const { working } = dueTime(calendar, { from, duration: given, rounding: 'hour-exact', pauses });
        if (working.hourExact !== null && working.civil !== null)
          expect(working.hourExact <= working.civil).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});

test('a pause without duration changes nothing', () => {
  fc.assert(
    fc.property(
      instant,
      duration,
      fc.nat(20 * 86_400_000),
      policy,
      rounding,
      (from, given, after, kind, round) => {
        const at = later(from, after);
        const plain = dueTime(calendar, { from, duration: given, rounding: round });
        const paused = dueTime(calendar, {
          from,
          duration: given,
          rounding: round,
          pauses: [{ from: at, to: at, policy: kind }],
        });
        expect(paused.due).toBe(plain.due);
      },
    ),
  );
});

test('no pause brings a due time forward, and each falls into or at the end of office hours', () => {
  fc.assert(
    fc.property(
      instant.chain((from) => fc.tuple(fc.constant(from), pausesAfter(from))),
      duration,
      rounding,
      ([from, pauses], given, round) => {
        const plain = dueTime(calendar, { from, duration: given, rounding: round }).due;
        const { due } = dueTime(calendar, { from, duration: given, rounding: round, pauses });
        expect(due >= plain).toBe(true);
        expect(calendar.workingMinutesBetween(later(due, -60_000), due)).toBeGreaterThan(0);
      },
    ),
    { numRuns: 500 },
  );
});
