import { expect, test } from '@jest/globals';
import { SOFT_DELETED } from './records.ts';
import { NO_LIMITS, limitsOf, withTruncateBefore } from './stream-metadata.ts';

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

test('limits are read from metadata', () => {
  expect(
    limitsOf(Buffer.from('{"$maxAge":60,"$maxCount":5,"$tb":3,"$acl":{"$r":"clerk"},"other":1.5}')),
  ).toEqual({ maxAge: 60, maxCount: 5, truncateBefore: 3, acl: '{"$r":"clerk"}' });
  expect(limitsOf(Buffer.from('{"$tb":9223372036854775807}')).truncateBefore).toBe(SOFT_DELETED);
  expect(limitsOf(Buffer.from('{"$tb":9223372036854775806}')).truncateBefore).toBe(SOFT_DELETED - 1);
});

test('a limit that would allow nothing is none', () => {
  const none = { ...NO_LIMITS, acl: '{"$r":"clerk"}' };
  for (const limit of ['"$maxCount":0', '"$maxCount":-1', '"$maxAge":0', '"$maxAge":-5', '"$tb":-1'])
    expect(limitsOf(Buffer.from(`{${limit},"$acl":{"$r":"clerk"}}`))).toEqual(none);
});

test.each([
  '"$maxCount":2.5',
  '"$maxCount":2.0',
  '"$maxCount":2e1',
  '"$maxCount":"2"',
  '"$maxCount":null',
  '"$maxAge":0.5',
  '"$maxAge":922337203686',
  '"$tb":9223372036854775808',
  '"$tb":1e400',
  '"$tmp":1',
  '"$cacheControl":"long"',
  '"$acl":null',
  '"$acl":"clerk"',
  '"$acl":{"$r":5}',
  '"$acl":{"$r":["clerk",null]}',
  '"$acl":{"other":"clerk"}',
  `"other":${nested(64)}`,
  `"other":${nested(100_000)}`,
])('metadata with %# has no effect at all', (field) => {
  expect(limitsOf(Buffer.from(`{"$maxCount":1,"$tb":7,${field}}`))).toEqual(NO_LIMITS);
});

test('what is no object has no effect', () => {
  for (const text of ['no json', '[]', '5', 'null', ''])
    expect(limitsOf(Buffer.from(text))).toEqual(NO_LIMITS);
  expect(limitsOf(Buffer.from(`{"$tb":7,"other":${nested(63)}}`)).truncateBefore).toBe(7);
});

test('deletion writes the largest int64, keeps the rest exactly, and is understood again', () => {
  const deleted = withTruncateBefore(
    Buffer.from('{"$maxCount":5,"office":"H12","number":12345678901234567890.50}'),
    SOFT_DELETED,
  );
  expect(deleted.toString()).toBe(
    '{"$maxCount":5,"office":"H12","number":12345678901234567890.50,"$tb":9223372036854775807}',
  );
  expect(limitsOf(deleted).truncateBefore).toBe(SOFT_DELETED);
  expect(withTruncateBefore(deleted, 4).toString()).toContain('"$tb":4}');
});

test('deletion has its effect also where the metadata had none', () => {
  const deleted = withTruncateBefore(Buffer.from('{"$maxCount":2.5}'), SOFT_DELETED);
  expect(limitsOf(deleted).truncateBefore).toBe(SOFT_DELETED);
});
