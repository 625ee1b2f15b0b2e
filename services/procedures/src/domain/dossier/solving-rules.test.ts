import { expect, test } from '@jest/globals';
import { LAND_REGISTRATION, terms } from '../procedure/procedure.fixture.ts';
import type { ProcedureTerms } from '../procedure/terms.ts';
import { solvingRulesOf } from './solving-rules.ts';

const version = (changes: Partial<ProcedureTerms> = {}) =>
  ({
    version: 3,
    status: 'published',
    inForceFrom: '2026-01-01',
    terms: terms(changes),
    proposedBy: 'proposer',
  }) as const;

test('a dossier follows its channel and case of the version it was received under', () => {
  expect(solvingRulesOf(LAND_REGISTRATION, version(), 'online', 'Chuyển nhượng')).toEqual({
    procedureId: LAND_REGISTRATION,
    code: '1.004873',
    name: 'Đăng ký biến động quyền sử dụng đất',
    version: 3,
    caseName: 'Chuyển nhượng',
    fee: 40_000,
    duration: { amount: 8, unit: 'working-days' },
    rounding: 'civil',
    sameDayCutoff: null,
    papers: ['don', 'gcn'],
    supplement: terms().supplement,
    steps: terms().steps,
    recorded: false,
  });
});

test('the only case of a channel needs no name', () => {
  expect(solvingRulesOf(LAND_REGISTRATION, version(), 'counter', null).duration).toEqual({
    amount: 10,
    unit: 'working-days',
  });
});

test('of several cases one must be named', () => {
  expect(() => solvingRulesOf(LAND_REGISTRATION, version(), 'online', null)).toThrow('CASE_UNKNOWN');
  expect(() => solvingRulesOf(LAND_REGISTRATION, version(), 'online', 'Tặng cho')).toThrow('CASE_UNKNOWN');
});

test('a channel that the procedure does not offer is refused', () => {
  expect(() => solvingRulesOf(LAND_REGISTRATION, version(), 'post', null)).toThrow('CHANNEL_NOT_OFFERED');
});

test('a recorded procedure accepts any channel', () => {
  expect(solvingRulesOf(LAND_REGISTRATION, version({ recorded: true }), 'post', null)).toMatchObject({
    recorded: true,
    fee: 80_000,
  });
});
