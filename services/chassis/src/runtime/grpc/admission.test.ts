import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Admission, type AdmissionLimits, createAdmission, type Ticket } from './admission.ts';

let now: number;
let admission: Admission;

const open = (limits: Partial<AdmissionLimits> = {}): void => {
  admission = createAdmission({ maxInFlight: 100, ratePerCaller: 10, targetMs: 400, ...limits }, () => now);
};
const enterAll = (count: number): Ticket[] =>
  Array.from({ length: count }, () => admission.enter(true)).filter((ticket) => ticket !== undefined);

beforeEach(() => {
  now = 0;
  open();
});

afterEach(() => admission.stop());

describe('the number of commands admitted', () => {
  test('falls while they are slow, but not below what any log can handle', () => {
    expect(enterAll(200)).toHaveLength(64);
    for (let n = 0; n < 50; n += 1) {
      now += 500;
      admission.enter(true);
    }
    expect(admission.limit()).toBe(32);
  });

  test('falls by the oldest running one, before any has ended', () => {
    enterAll(10);
    now += 401;
    admission.enter(true);
    expect(admission.limit()).toBe(51);
  });

  test('rises again while they are fast and the limit is used up', () => {
    for (let round = 0; round < 50; round += 1) {
      const taken = enterAll(200);
      now += 10;
      for (const ticket of taken) admission.leave(ticket);
    }
    expect(admission.limit()).toBe(100);
  });

  test('does not rise while there is room to spare', () => {
    for (let round = 0; round < 500; round += 1)
      admission.leave(enterAll(1)[0] ?? { command: true, start: 0 });
    expect(admission.limit()).toBe(64);
  });
});

test('waiting queries neither count as commands nor lower their limit', () => {
  const waiting = Array.from({ length: 150 }, () => admission.enter(false)).filter(
    (ticket) => ticket !== undefined,
  );
  expect(waiting).toHaveLength(100);
  now += 5_000;
  for (const ticket of waiting) admission.leave(ticket);
  expect([admission.limit(), admission.inFlight()]).toEqual([64, 0]);
});

test('a caller may spend one second of calls at once, then as many as are refilled', () => {
  const made = () =>
    Array.from({ length: 20 }, () => admission.waitOf('clerk')).filter((wait) => wait === 0).length;
  expect(made()).toBe(10);
  expect(admission.waitOf('clerk')).toBe(100);
  expect(admission.waitOf('another')).toBe(0);
  now += 300;
  expect(made()).toBe(3);
});
