import { specFor } from '@egov/chassis/testing';
import { test } from '@jest/globals';
import { codeRegisterDecider } from './decide.ts';

const register = specFor(codeRegisterDecider);
const DAY = { unitCode: 'H44.05', localDate: '2026-07-06' };
const reserved = (from: number, to: number) =>
  ({ type: 'BlockReserved', data: { ...DAY, from, to } }) as const;
const reserve = (size: number, changes: Partial<typeof DAY> = {}) =>
  ({ type: 'ReserveBlock', data: { ...DAY, ...changes, size } }) as const;

test('the first dossier of the day gets number one', () => {
  register
    .given([])
    .when(reserve(1))
    .then([reserved(1, 1)]);
});

test('a block continues after the last one, so that no number is used twice', () => {
  register
    .given([reserved(1, 1), reserved(2, 17)])
    .when(reserve(8))
    .then([reserved(18, 25)]);
});

test('the last block of the day is cut at 9999', () => {
  register
    .given([reserved(1, 9_990)])
    .when(reserve(64))
    .then([reserved(9_991, 9_999)]);
});

test('above 9999 the day is full', () => {
  register
    .given([reserved(1, 9_999)])
    .when(reserve(1))
    .refuses('CODE_REGISTER_FULL', DAY);
});

test('a unit without a code of either scheme has no register', () => {
  register
    .given([])
    .when(reserve(1, { unitCode: 'H44-05' }))
    .refuses('UNIT_CODE_MALFORMED', { unitCode: 'H44-05' });
});

test('a register is of a day of the calendar', () => {
  register
    .given([])
    .when(reserve(1, { localDate: '2026-02-30' }))
    .refuses('DATE_MALFORMED', { field: 'local_date' });
});

test('a block has at least one number', () => {
  for (const size of [0, -1, 1.5])
    register.given([]).when(reserve(size)).refuses('VALUE_OUT_OF_RANGE', { field: 'size' });
});
