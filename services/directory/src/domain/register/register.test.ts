import { test } from '@jest/globals';
import { specFor } from '@egov/chassis/testing';
import { registerDecider, type ClaimBefore, type ClaimEntry } from './register.ts';

const register = specFor(registerDecider);
const claim = (
  holderId: string,
  from: string,
  before: ClaimBefore = { standing: 'held' },
  name: ClaimEntry['data']['register'] = 'agency-code',
) => ({ type: 'ClaimEntry' as const, data: { register: name, entry: 'gso:227', holderId, from, before } });
const claimed = (holderId: string, from: string) => ({
  type: 'RegisterEntryClaimed' as const,
  data: { register: 'agency-code' as const, entry: 'gso:227', holderId, from },
});

test('a free code is claimed', () => {
  register
    .given([])
    .when(claim('a', '2012-05-04'))
    .then([claimed('a', '2012-05-04')]);
});

test('a repeated claim is the same claim, from another day a different one', () => {
  register
    .given([claimed('a', '2012-05-04')])
    .when(claim('a', '2012-05-04'))
    .then([]);
  register
    .given([claimed('a', '2012-05-04')])
    .when(claim('a', '2013-01-01'))
    .then([claimed('a', '2013-01-01')]);
});

test('a code that another agency has, or is about to get, is taken', () => {
  register
    .given([claimed('a', '2012-05-04')])
    .when(claim('b', '2025-07-01'))
    .refuses('AGENCY_CODE_TAKEN', { entry: 'gso:227' });
});

test('a code that was given up is free from the day after', () => {
  const givenUp: ClaimBefore = { standing: 'given-up', until: '2025-06-30' };
  register
    .given([claimed('a', '2012-05-04')])
    .when(claim('b', '2025-07-01', givenUp))
    .then([claimed('b', '2025-07-01')]);
  register
    .given([claimed('a', '2012-05-04')])
    .when(claim('b', '2025-06-30', givenUp))
    .refuses('AGENCY_CODE_TAKEN');
});

test('an agency may reclaim a code that it had given up', () => {
  register
    .given([claimed('a', '2012-05-04')])
    .when(claim('a', '2025-07-01', { standing: 'given-up', until: '2020-12-31' }))
    .then([claimed('a', '2025-07-01')]);
});

test('a claim left by a crash is void', () => {
  register
    .given([claimed('a', '2012-05-04')])
    .when(claim('b', '2012-05-04', { standing: 'abandoned' }))
    .then([claimed('b', '2012-05-04')]);
});

test('a subject under which another staff member logs in is taken', () => {
  register
    .given([claimed('a', '2012-05-04')])
    .when(claim('b', '2025-07-01', { standing: 'held' }, 'subject'))
    .refuses('SUBJECT_TAKEN');
});
