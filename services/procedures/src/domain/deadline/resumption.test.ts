import type { ClockPolicy, Duration } from '@egov/chassis/domain';
import { expect, test } from '@jest/globals';
import { calendar, local } from './calendar.fixture.ts';
import { notStarted, pauseClock, promiseAnew, resumeClock, startClock, type Clock } from './clock.ts';
import { deadlineFor, stepDue } from './deadline.ts';
import { noDue, typedDue } from './due.ts';
import { resumption } from './resumption.ts';

const received = local('2026-07-06 09:15');
const asked = local('2026-07-08 10:00');
const delivered = local('2026-07-14 14:30');
const steps = [
  {
    stepId: 'tham-tra',
    name: 'Thẩm tra',
    role: 'specialist',
    duration: { amount: 4, unit: 'working-days' } as const,
  },
];
const rules = {
  duration: { amount: 5, unit: 'working-days' },
  rounding: 'hour-exact',
  sameDayCutoff: null,
  steps,
} as const;
const due = deadlineFor(rules, received, calendar);
const running = startClock(received, due);

const paused = (policy: ClockPolicy, extra: Duration | null = null, clock: Clock = running, since = asked) =>
  pauseClock(clock, since, { reason: 'supplement', policy, extra });
const after = (clock: Clock, at = delivered) => resumption({ rules, clock, step: null }, at, calendar).due;

test('without a pause the dossier would be due on 13 July', () => {
  expect(due.promised).toBe(local('2026-07-13 09:15'));
});

test.each<[ClockPolicy, Duration | null, string]>([
  ['exclude-resume', null, '2026-07-17 13:45'],
  ['restart', null, '2026-07-21 14:30'],
  ['start-when-complete', null, '2026-07-21 14:30'],
  ['resume-extra', { amount: 5, unit: 'working-days' }, '2026-07-24 13:45'],
  ['exclude-third-party', null, '2026-07-17 13:45'],
])('requested on 8 July, delivered on 14 July: due then under the policy %s', (policy, extra, expected) => {
  expect(after(paused(policy, extra)).promised).toBe(local(expected));
});

test('the computation names the pause, with the minutes used before it and left after it', () => {
  expect(after(paused('exclude-resume')).working?.pauses).toEqual([
    {
      from: asked,
      to: delivered,
      policy: 'exclude-resume',
      counted: true,
      minutesUsed: 1_005,
      minutesLeft: 1_395,
    },
  ]);
});

test('a second pause is counted in addition to the first', () => {
  const resumed = resumeClock(paused('exclude-resume'), delivered, after(paused('exclude-resume')));
  const again = after(
    paused('exclude-third-party', null, resumed, local('2026-07-15 14:30')),
    local('2026-07-16 14:30'),
  );
  expect(again.promised).toBe(local('2026-07-20 13:45'));
  expect(again.working?.pauses).toHaveLength(2);
});

test('a time promised with an apology continues after the pause with its remaining minutes', () => {
  const extended = promiseAnew(running, local('2026-07-15 10:00'));
  const { promised, carried } = after(paused('exclude-resume', null, extended));
  expect(promised).toBe(local('2026-07-21 14:30'));
  expect(carried).toEqual({
    promised: local('2026-07-15 10:00'),
    minutesLeft: 2_400,
    continuedTo: local('2026-07-21 14:30'),
  });
  expect(after(paused('restart', null, extended)).promised).toBe(local('2026-07-21 14:30'));
});

test('a promise carried over one pause is carried over the next', () => {
  const extended = paused('exclude-resume', null, promiseAnew(running, local('2026-07-15 10:00')));
  const resumed = resumeClock(extended, delivered, after(extended));
  const again = paused('exclude-resume', null, resumed, local('2026-07-15 14:30'));
  expect(after(again, local('2026-07-16 14:30')).promised).toBe(local('2026-07-22 14:30'));
});

test('a promise that had run out before the pause is not restarted', () => {
  const typed = startClock(received, typedDue(local('2026-07-07 10:00')));
  const free = {
    rules: { ...rules, duration: null },
    clock: paused('exclude-resume', null, typed),
    step: null,
  };
  expect(resumption(free, delivered, calendar).due.promised).toBe(local('2026-07-07 10:00'));
});

test('a time entered by an official continues after the pause too', () => {
  const typed = startClock(received, typedDue(local('2026-07-09 10:00')));
  const free = {
    rules: { ...rules, duration: null },
    clock: paused('exclude-resume', null, typed),
    step: null,
  };
  expect(resumption(free, delivered, calendar).due).toMatchObject({
    promised: local('2026-07-15 14:30'),
    working: null,
  });
});

test('a procedure without due time has none after a pause either', () => {
  const clock = paused('exclude-resume', null, startClock(received, noDue));
  expect(
    resumption({ rules: { ...rules, duration: null }, clock, step: null }, delivered, calendar).due,
  ).toEqual(noDue);
});

test('the current step waits as long as the dossier, whatever the policy for the whole', () => {
  const startedAt = local('2026-07-07 10:00');
  const step = { stepId: 'tham-tra', startedAt, due: stepDue(rules, 'tham-tra', startedAt, calendar) };
  expect(step.due?.at).toBe(local('2026-07-13 10:00'));
  expect(resumption({ rules, clock: paused('restart'), step }, delivered, calendar).stepDue?.at).toBe(
    local('2026-07-17 14:30'),
  );
});

test('a dossier waiting before acceptance has no due time, one not waiting keeps its own', () => {
  expect(after(notStarted)).toEqual(noDue);
  expect(after(running)).toEqual(due);
});

test('a clock not started or already paused is not paused; a running one is not resumed', () => {
  expect(paused('restart', null, notStarted)).toBe(notStarted);
  expect(paused('exclude-resume', null, paused('restart'))).toEqual(paused('restart'));
  expect(resumeClock(running, delivered, due)).toBe(running);
  expect(promiseAnew(notStarted, delivered)).toBe(notStarted);
});
