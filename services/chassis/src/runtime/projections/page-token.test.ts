import { expect, test } from '@jest/globals';
import { DomainError } from '../../domain/refusal.ts';
import { pageToken } from './page-token.ts';

const QUERY = { state: 'ACCEPTED', agency: 'H17.10', before: undefined };

const reasonOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error instanceof DomainError ? [error.kind, error.reason, error.facts] : error;
  }
};
const REFUSED = ['invalid', 'PAGE_TOKEN_INVALID', { field: 'page_token' }];

test('the next page begins after the last row of this one', () => {
  const token = pageToken.encode(QUERY, ['2026-07-06T02:15:00.000Z', 7, null]);
  expect(pageToken.decode(QUERY, token, 3)).toEqual(['2026-07-06T02:15:00.000Z', 7, null]);
});

test('without a token the list begins at its first page', () => {
  expect(pageToken.decode(QUERY, undefined, 3)).toBeUndefined();
});

test('the order in which the filters are named does not matter', () => {
  const token = pageToken.encode({ agency: 'H17.10', state: 'ACCEPTED' }, ['x']);
  expect(pageToken.decode(QUERY, token, 1)).toEqual(['x']);
});

test('the token of another list is refused', () => {
  const token = pageToken.encode({ ...QUERY, state: 'RETURNED' }, ['x']);
  expect(reasonOf(() => pageToken.decode(QUERY, token, 1))).toEqual(REFUSED);
});

test.each(['x', '%%%', 'bnVsbA', 'WzFd', Buffer.from('[1,"x",{}]').toString('base64url'), 'a'.repeat(3000)])(
  'the malformed token %s is refused',
  (token) => {
    expect(reasonOf(() => pageToken.decode(QUERY, token, 1))).toEqual(REFUSED);
  },
);

test('a token with a key of another length is refused', () => {
  expect(reasonOf(() => pageToken.decode(QUERY, pageToken.encode(QUERY, ['x', 'y']), 1))).toEqual(REFUSED);
});
