import { test } from '@jest/globals';
import { specFor } from '@egov/chassis/testing';
import { personId } from '../ids.ts';
import { personDecider } from './person.ts';

const person = specFor(personDecider);
const data = { personId: personId('5b2b2f7e-0000-4000-8000-00000000a001'), reason: 'Luật 91/2025/QH15' };

test('a person is forgotten, once and for good', () => {
  person
    .given([])
    .when({ type: 'ForgetPerson', data })
    .then([{ type: 'PersonForgotten', data }]);
  person
    .given([{ type: 'PersonForgotten', data }])
    .when({ type: 'ForgetPerson', data })
    .then([]);
});
