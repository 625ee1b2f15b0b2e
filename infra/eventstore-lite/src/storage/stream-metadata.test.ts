import { expect, test } from '@jest/globals';
import { SOFT_DELETED } from './records.ts';
import { NO_LIMITS, limitsOf, withTruncateBefore } from './stream-metadata.ts';

test('limits are read from metadata, and invalid ones are left out', () => {
  expect(
    limitsOf(Buffer.from('{"$maxAge":60,"$maxCount":5,"$tb":3,"$acl":{"$r":"clerk"},"other":1}')),
  ).toEqual({ maxAge: 60, maxCount: 5, truncateBefore: 3, acl: '{"$r":"clerk"}' });
  expect(limitsOf(Buffer.from('{"$maxAge":"long","$maxCount":-1}'))).toEqual(NO_LIMITS);
  expect(limitsOf(Buffer.from('no json'))).toEqual(NO_LIMITS);
});

test('deletion writes the largest int64, keeps the rest, and is understood again', () => {
  const deleted = withTruncateBefore(Buffer.from('{"$maxCount":5,"office":"H12"}'), SOFT_DELETED);
  expect(deleted.toString()).toBe('{"$maxCount":5,"office":"H12","$tb":9223372036854775807}');
  expect(limitsOf(deleted).truncateBefore).toBe(SOFT_DELETED);
  expect(withTruncateBefore(deleted, 4).toString()).toBe('{"$maxCount":5,"office":"H12","$tb":4}');
});
