import { expect, test } from '@jest/globals';
import { status } from '@grpc/grpc-js';
import { CallFailed, isNotFound } from './call-failed.ts';
import { orUndefined } from './or-undefined.ts';

const failing = (code: status) => async () => {
  throw new CallFailed('/egov.directory.v1.AgencyService/GetAgency', { code, details: '' });
};

test('a call that fails as expected gives undefined, any other failure stays one', async () => {
  expect(await orUndefined(async () => 'Sở Tư pháp', ['NOT_FOUND'])).toBe('Sở Tư pháp');
  expect(await orUndefined(failing(status.NOT_FOUND), ['UNAVAILABLE', 'NOT_FOUND'])).toBeUndefined();
  await expect(orUndefined(failing(status.INTERNAL), ['NOT_FOUND'])).rejects.toThrow(CallFailed);
  await expect(
    orUndefined(async () => {
      throw new TypeError('a defect');
    }, ['NOT_FOUND']),
  ).rejects.toThrow(TypeError);
});

test('only a call that found nothing is not found', () => {
  const failed = (code: status) => new CallFailed('/a.B/C', { code, details: '' });
  expect(isNotFound(failed(status.NOT_FOUND))).toBe(true);
  expect(isNotFound(failed(status.UNAVAILABLE))).toBe(false);
  expect(isNotFound(new Error('NOT_FOUND'))).toBe(false);
});
