import { expect, test } from '@jest/globals';
import { specFor } from '../../testing/mod.ts';
import { personAggregate, personDecider } from './person.ts';

const person = specFor(personDecider);
const data = { personId: '0197c1a0-0000-7000-8000-00000000ca11', reason: 'Luật 91/2025/QH15' };
const forgotten = { type: 'PersonForgotten', data } as const;

test('a person is forgotten on request', () => {
  person.given([]).when({ type: 'ForgetPerson', data }).then([forgotten]);
});

test('a person already forgotten stays so, and nothing more is recorded', () => {
  person.given([forgotten]).when({ type: 'ForgetPerson', data }).then([]);
});

test('each service records it in its own streams', () => {
  expect(personAggregate('directory').category).toBe('directory_person');
});
