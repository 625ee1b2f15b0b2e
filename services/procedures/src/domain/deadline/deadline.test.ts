import { expect, test } from '@jest/globals';
import { calendar, local } from './calendar.fixture.ts';
import { deadlineFor, replyBy, stepDue } from './deadline.ts';
import { noDue, typedDue, type DueRules } from './due.ts';

const days = (amount: number) => ({ amount, unit: 'working-days' }) as const;
const received = local('2026-07-06 09:15');
const due = (changes: Partial<DueRules>, from = received) =>
  deadlineFor({ duration: days(3), rounding: 'hour-exact', sameDayCutoff: null, ...changes }, from, calendar);

test('an hour-exact promise also has the civil limit, with the computation of both', () => {
  const { promised, statutory, working, carried } = due({});
  expect([promised, statutory]).toEqual([local('2026-07-09 09:15'), local('2026-07-09 17:00')]);
  expect(working).toMatchObject({
    calendarVersion: 'province-2026',
    from: received,
    duration: days(3),
    minutesCounted: 1_440,
  });
  expect(carried).toBeNull();
});

test('a promise by day is the civil limit', () => {
  const { promised, statutory } = due({ rounding: 'civil' });
  expect([promised, statutory]).toEqual([local('2026-07-09 17:00'), local('2026-07-09 17:00')]);
});

test('hours have no civil limit, so that the promise itself is the limit', () => {
  const { promised, statutory } = due(
    { duration: { amount: 4, unit: 'working-hours' } },
    local('2026-07-06 10:30'),
  );
  expect([promised, statutory]).toEqual([local('2026-07-06 16:30'), local('2026-07-06 16:30')]);
});

test('a same-day dossier received after three is due the next working day', () => {
  expect(due({ duration: days(1), sameDayCutoff: '15:00' }, local('2026-07-10 15:30')).promised).toBe(
    local('2026-07-13 17:00'),
  );
  expect(due({ duration: days(1), sameDayCutoff: '15:00' }, local('2026-07-10 14:30')).promised).toBe(
    local('2026-07-10 17:00'),
  );
});

test('a procedure without a duration promises nothing, unless an official enters a time', () => {
  expect(due({ duration: null })).toEqual(noDue);
  expect(typedDue(received)).toEqual({ promised: received, statutory: null, working: null, carried: null });
});

test('the applicant may respond until the end of the last day allowed', () => {
  const asked = local('2026-07-08 10:00');
  expect(replyBy({ clock: 'restart', maxWait: days(15), extra: null }, asked, calendar)?.at).toBe(
    local('2026-07-29 17:00'),
  );
  expect(replyBy({ clock: 'restart', maxWait: null, extra: null }, asked, calendar)).toBeNull();
});

test("a step has its own due time, or only the whole's", () => {
  const steps = [
    { stepId: 'tham-tra', name: 'Thẩm tra', role: 'specialist', duration: days(2) },
    { stepId: 'ky', name: 'Ký', role: 'leader', duration: null },
  ];
  expect(stepDue({ steps }, 'tham-tra', received, calendar)?.at).toBe(local('2026-07-08 09:15'));
  expect(stepDue({ steps }, 'ky', received, calendar)).toBeNull();
});
