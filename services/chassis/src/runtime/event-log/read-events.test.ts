import { DeadlineExceededError, UnavailableError } from '@eventstore/db-client';
import { expect, test } from '@jest/globals';
import { Readable } from 'node:stream';
import type { StoreClient } from './store-client.ts';
import { readEvents } from './read-events.ts';
import { streaming } from './test-support/in-memory-client.ts';

const STREAM = 'trial_box-1';
const EVENT = { event: { streamId: STREAM, revision: 0n, type: 'BoxOpened' } };

/** A log whose reads do, one after the other, what is listed; counts the calls and the cancelled ones. */
function logThat(...reads: (() => AsyncIterable<unknown>)[]) {
  const calls = { sent: 0, cancelled: 0 };
  const cancel = async (): Promise<void> => {
    calls.cancelled += 1;
  };
  const client = {
    readStream: () => {
      const read = reads[calls.sent] ?? answers;
      calls.sent += 1;
      return streaming(read(), cancel);
    },
  } as unknown as StoreClient;
  return { client, calls };
}

async function* answers() {
  yield EVENT;
}
// oxlint-disable-next-line require-yield -- the log fails before its first event
async function* failsWith(error: Error): AsyncGenerator {
  throw error;
}
async function* losesTheConnection() {
  yield EVENT;
  throw new UnavailableError();
}
const neverEnds = (): Readable => {
  const reading = new Readable({ objectMode: true, read: () => undefined });
  reading.push(EVENT);
  return reading;
};

test('whoever hangs up ends the read at the log', async () => {
  const caller = new AbortController();
  const { client, calls } = logThat(neverEnds);
  const reading = readEvents(client, STREAM, 0n, { signal: caller.signal });
  caller.abort();
  await expect(reading).rejects.toBe(caller.signal.reason);
  expect(calls).toEqual({ sent: 1, cancelled: 1 });
});

test('for a caller who has hung up nothing is read', async () => {
  const { client, calls } = logThat(answers);
  await expect(readEvents(client, STREAM, 0n, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    name: 'AbortError',
  });
  expect(calls.sent).toBe(0);
});

test('a slow read is not repeated', async () => {
  const { client, calls } = logThat(() => failsWith(new DeadlineExceededError()));
  await expect(readEvents(client, STREAM, 0n)).rejects.toMatchObject({
    reason: 'EVENT_LOG_UNAVAILABLE',
    facts: { type: 'deadline-exceeded' },
  });
  expect(calls.sent).toBe(1);
});

test('a connection lost before the first event is made again', async () => {
  const { client, calls } = logThat(() => failsWith(new UnavailableError()), answers);
  expect(await readEvents(client, STREAM, 0n)).toEqual([EVENT.event]);
  expect(calls.sent).toBe(2);
});

test('a connection lost after the first event is an error', async () => {
  const { client, calls } = logThat(losesTheConnection, answers);
  await expect(readEvents(client, STREAM, 0n)).rejects.toMatchObject({ reason: 'EVENT_LOG_UNAVAILABLE' });
  expect(calls.sent).toBe(1);
});
