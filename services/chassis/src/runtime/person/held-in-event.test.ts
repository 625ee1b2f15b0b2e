import { expect, test } from '@jest/globals';
import type { StoredEvent } from '../event-log/stored-event.ts';
import { heldInEvent } from './held-in-event.ts';

const LAN = '0197c1a0-0000-7000-8000-00000000ca11';
const MINH = '0197c1a0-0000-7000-8000-00000000ca12';
const couple = {
  type: 'CoupleRegistered',
  at: '2026-07-06T02:15:00.000Z',
  aggregateId: 'a',
  data: {
    ward: 'Phường 1',
    note: null,
    remark: '',
    people: [
      { personId: LAN, name: 'Lan', phones: ['0900', '0901'] },
      { personId: MINH, name: 'Minh', phones: [] },
    ],
  },
} as unknown as StoredEvent;
const sealed = {
  'people.*.name': 'people.*.personId',
  'people.*.phones': 'people.*.personId',
  note: 'people.0.personId',
  remark: 'people.0.personId',
};
const box = {
  name: 'couple',
  catalogue: { CoupleRegistered: { schema: 1, sealed } },
  unsealed: { CoupleRegistered: ['ward'] },
} as const;
const of = { record: 'couple:a', event: 'CoupleRegistered', recorded: couple.at };

test('every text sealed for the person is listed with its place, and what is not sealed', () => {
  expect(heldInEvent(LAN, couple, box)).toEqual([
    { ...of, field: 'people.0.name', value: 'Lan' },
    { ...of, field: 'people.0.phones.0', value: '0900' },
    { ...of, field: 'people.0.phones.1', value: '0901' },
    { ...of, field: 'ward', value: 'Phường 1' },
  ]);
});

test('what is sealed for somebody else is not listed', () => {
  expect(heldInEvent(MINH, couple, { ...box, unsealed: {} })).toEqual([
    { ...of, field: 'people.1.name', value: 'Minh' },
  ]);
});
