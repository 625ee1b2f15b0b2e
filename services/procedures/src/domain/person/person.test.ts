import { specFor } from '@egov/chassis/testing';
import { test } from '@jest/globals';
import { personId } from '../ids.ts';
import { personDecider } from './person.ts';

const person = specFor(personDecider);
const data = {
  personId: personId('0197c1a0-0000-7000-8000-00000000ca11'),
  reason: 'Theo yêu cầu của công dân',
};
const forgotten = { type: 'PersonForgotten', data } as const;

test('a person is forgotten on request', () => {
  person.given([]).when({ type: 'ForgetPerson', data }).then([forgotten]);
});

test('who is forgotten already stays so, and nothing more is recorded', () => {
  person.given([forgotten]).when({ type: 'ForgetPerson', data }).then([]);
});
