import type { Recorded } from '@egov/chassis/domain';
import { expect, test } from '@jest/globals';
import type { ProcedureEvent } from './events.ts';
import { evolve, type Procedure } from './procedure.ts';
import { proposed, published, retired } from './procedure.fixture.ts';
import { versionInForce, versionToApply } from './version-in-force.ts';

const KNOWN = {
  at: '2026-01-01T00:00:00.000Z',
  occurred: '2026-01-01T00:00:00.000Z',
  actor: { id: 'somebody' },
  requestId: 'r',
};
const after = (...events: readonly ProcedureEvent[]): Procedure =>
  events.reduce<Procedure>(
    (state, event) => evolve(state, { ...KNOWN, ...event } as Recorded<ProcedureEvent>),
    { phase: 'unknown' },
  );
const onDay = (state: Procedure, day: string) => versionInForce(state, day)?.version ?? null;

test('a version is in force from its day until the day of the next one', () => {
  const state = after(
    proposed(1, '2026-01-01'),
    published(1, '2026-01-01'),
    proposed(2, '2026-07-01'),
    published(2, '2026-07-01'),
  );
  expect(onDay(state, '2025-12-31')).toBeNull();
  expect(onDay(state, '2026-01-01')).toBe(1);
  expect(onDay(state, '2026-06-30')).toBe(1);
  expect(onDay(state, '2026-07-01')).toBe(2);
});

test('a version that is only proposed is not in force', () => {
  expect(onDay(after(proposed()), '2026-03-01')).toBeNull();
});

test('of two versions from the same day the later one is in force', () => {
  expect(onDay(after(proposed(1), published(1), proposed(2), published(2)), '2026-03-01')).toBe(2);
});

test('a version published late for an earlier day does not replace the one of a later day', () => {
  const state = after(
    proposed(1, '2026-07-01'),
    published(1, '2026-07-01'),
    proposed(2, '2026-01-01'),
    published(2, '2026-01-01'),
  );
  expect(onDay(state, '2026-08-01')).toBe(1);
  expect(onDay(state, '2026-03-01')).toBe(2);
});

test('a retired procedure is in force through its last day', () => {
  const state = after(proposed(), published(), retired('2026-06-30'));
  expect(onDay(state, '2026-06-30')).toBe(1);
  expect(onDay(state, '2026-07-01')).toBeNull();
});

test('an unknown procedure, or one not in force, cannot be applied for', () => {
  expect(() => versionToApply({ phase: 'unknown' }, '2026-03-01')).toThrow('PROCEDURE_UNKNOWN');
  expect(() => versionToApply(after(proposed()), '2026-03-01')).toThrow('PROCEDURE_NOT_IN_FORCE');
  expect(versionToApply(after(proposed(), published()), '2026-03-01').version).toBe(1);
});
