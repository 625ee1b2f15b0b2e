import { expect, test } from '@jest/globals';
import { liveReadiness } from './live-readiness.ts';

/** A log that answers the last of so many questions after its reads were not answered. */
function logWith(failures: number) {
  const listeners: (() => void)[] = [];
  const log = {
    onUnanswered: (listener: () => void) => void listeners.push(listener),
    end: async () => {
      failures -= 1;
      if (failures >= 0) throw new Error('no answer');
      return 1n;
    },
  };
  return { log, unanswered: () => listeners.forEach((listener) => listener()) };
}

test('a service is not ready from the first unanswered read until the log answers again', async () => {
  const { log, unanswered } = logWith(2);
  const said: boolean[] = [];
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  liveReadiness(
    log,
    (state) => {
      said.push(state);
      if (state) resolve();
    },
    1,
  );
  unanswered();
  unanswered();
  await ready;
  expect(said).toEqual([false, true]);
});

test('a service that stops does not become ready again', async () => {
  const { log, unanswered } = logWith(0);
  const said: boolean[] = [];
  const stop = liveReadiness(log, (state) => void said.push(state), 1);
  unanswered();
  stop();
  unanswered();
  expect(said).toEqual([false]);
});
