import { status } from '@grpc/grpc-js';
import { expect, test } from '@jest/globals';
import { patiently } from './patience.ts';
import { callFailed } from './test-support/call-failed.ts';

/** A platform that fails so often before it succeeds, on a clock that only waiting moves. */
function platform(failures: number, failure: Error) {
  const waits: number[] = [];
  let [calls, now] = [0, 0];
  const call = () => {
    calls += 1;
    return calls <= failures ? Promise.reject(failure) : Promise.resolve('recorded');
  };
  const pause = (ms: number) => {
    waits.push(ms);
    now += ms;
    return Promise.resolve();
  };
  return { call, waits, options: { pause, clock: () => now }, calls: () => calls };
}

test.each([status.UNAVAILABLE, status.RESOURCE_EXHAUSTED])(
  'a call is repeated while the platform returns %s',
  async (code) => {
    const { call, options, calls } = platform(5, callFailed(code, 'BUSY'));
    expect(await patiently(call, options)).toBe('recorded');
    expect(calls()).toBe(6);
  },
);

test('a call waits as long as the platform asks for', async () => {
  const { call, waits, options } = platform(
    1,
    callFailed(status.RESOURCE_EXHAUSTED, 'TOO_MANY_CALLS', 7_000),
  );
  await patiently(call, options);
  expect(waits).toEqual([7_000]);
});

test('patience ends, with the last failure', async () => {
  const { call, waits, options } = platform(Infinity, callFailed(status.UNAVAILABLE, 'LOG_UNAVAILABLE'));
  await expect(patiently(call, { ...options, enough: 10_000 })).rejects.toThrow('UNAVAILABLE');
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(10_000);
});

test('any other failure is thrown at once', async () => {
  const { call, options, calls } = platform(
    1,
    callFailed(status.FAILED_PRECONDITION, 'NOT_A_RECORDED_DOSSIER'),
  );
  await expect(patiently(call, options)).rejects.toThrow('FAILED_PRECONDITION');
  expect(calls()).toBe(1);
});

test('an interrupted replay stops waiting', async () => {
  const interrupted = new AbortController();
  const { call } = platform(Infinity, callFailed(status.UNAVAILABLE, 'LOG_UNAVAILABLE', 30_000));
  const waiting = patiently(call, { signal: interrupted.signal });
  interrupted.abort(new Error('interrupted'));
  await expect(waiting).rejects.toThrow('interrupted');
});
