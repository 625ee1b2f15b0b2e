import { expect, test } from '@jest/globals';
import { workingCalendar } from '@egov/chassis/domain';
import type { DemoProcedure } from './demo-life.ts';
import { planDay, type DayQuestion } from './plan-day.ts';

const hours = [
  { opens: '07:00', closes: '11:30' },
  { opens: '13:30', closes: '17:00' },
];
const calendar = workingCalendar({
  version: 'test',
  timeZone: 'Asia/Ho_Chi_Minh',
  days: [],
  hours: [
    { from: '2019-01-01', weekdays: { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: [], 7: [] } },
  ],
});
const procedure: DemoProcedure = {
  procedureId: 'p',
  agencyId: 'a',
  minutes: { counter: 1440, online: 1440 },
  caseNames: {},
  fee: 150_000,
  paperIds: ['form'],
  stepIds: ['receive', 'examine', 'sign'],
};
const question: DayQuestion = {
  seed: 7,
  day: '2026-07-06',
  until: '2026-12-31T00:00:00.000Z',
  dossiers: 245,
  calendar,
  procedures: [procedure],
  office: { counterOfficials: ['c'], officialsOf: () => ['Minh', 'Lan'] },
  places: ['Việt Trì'],
};

test('the same seed plays the same day, another seed another day', () => {
  expect(planDay(question)).toEqual(planDay(question));
  expect(planDay({ ...question, seed: 8 })).not.toEqual(planDay(question));
});

test('every dossier comes in within the office hours of the day, in order', () => {
  const arrivals = planDay(question).map(({ acts }) => acts[0]?.at ?? '');
  expect(arrivals).toHaveLength(245);
  expect(arrivals).toEqual(arrivals.toSorted());
  for (const at of arrivals) {
    expect(calendar.localDate(at)).toBe('2026-07-06');
    expect(calendar.workingMinutesBetween('2026-07-05T17:00:00.000Z', at)).toBeGreaterThan(0);
  }
});

test('a life runs forward and contains nothing that has not happened yet', () => {
  const until = '2026-07-07T03:00:00.000Z';
  for (const { acts } of planDay({ ...question, until })) {
    expect(acts.map(({ at }) => at)).toEqual(acts.map(({ at }) => at).toSorted());
    expect(acts.every(({ at }) => at <= until)).toBe(true);
  }
});

test('a day has supplements, refusals, withdrawals, late ones and ratings', () => {
  const acts = planDay(question).flatMap((life) => life.acts.map(({ act }) => act));
  expect(new Set(acts)).toEqual(
    new Set([
      'submit',
      'receive',
      'accept',
      'refuse',
      'hand-over',
      'request-supplement',
      'supply-papers',
      'withdraw',
      'stop',
      'suspend',
      'resume',
      'complete-step',
      'request-payment',
      'confirm-payment',
      'extend',
      'release',
      'return',
      'rate',
    ]),
  );
});
