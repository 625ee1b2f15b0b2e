import { NO_STREAM, WrongExpectedVersionError, jsonEvent } from '@eventstore/db-client';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { all, storeForTest, type StoreForTest } from './testing/store-for-test.ts';

let it: StoreForTest;

beforeAll(async () => {
  it = await storeForTest();
});
afterAll(() => it.stop());

const received = () =>
  jsonEvent({ type: 'DossierReceived', data: { counter: 'một cửa' }, metadata: { actor: 'officer' } });

test('what was appended is read back unchanged', async () => {
  await it.client.appendToStream('dossier-1', [received(), received()], { expectedRevision: NO_STREAM });
  const events = await all(it.client.readStream('dossier-1'));
  expect(events.map(({ event }) => [event?.revision, event?.type, event?.data, event?.metadata])).toEqual([
    [0n, 'DossierReceived', { counter: 'một cửa' }, { actor: 'officer' }],
    [1n, 'DossierReceived', { counter: 'một cửa' }, { actor: 'officer' }],
  ]);
});

test('an append that expects another revision is refused with the facts', async () => {
  await it.client.appendToStream('dossier-2', received());
  const refused = it.client.appendToStream('dossier-2', received(), { expectedRevision: 4n });
  await expect(refused).rejects.toThrow(WrongExpectedVersionError);
  await expect(refused).rejects.toMatchObject({
    streamName: 'dossier-2',
    expectedVersion: 4n,
    actualVersion: 0n,
  });
});
