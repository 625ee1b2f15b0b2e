import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient, NO_STREAM, WrongExpectedVersionError, jsonEvent } from '@eventstore/db-client';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startEventStore, type RunningEventStore } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'eventstore-lite-'));
let store: RunningEventStore;
let client: EventStoreDBClient;

beforeAll(async () => {
  store = await startEventStore({ data: folder });
  client = EventStoreDBClient.connectionString(store.connectionString);
});

afterAll(async () => {
  await client.dispose();
  await store.close();
  rmSync(folder, { recursive: true });
});

const received = () => jsonEvent({ type: 'DossierReceived', data: { counter: 'một cửa' }, metadata: { actor: 'officer' } });

test('what was appended is read back as it was', async () => {
  await client.appendToStream('dossier-1', [received(), received()], { expectedRevision: NO_STREAM });
  const events = await Array.fromAsync(client.readStream('dossier-1'));
  expect(events.map(({ event }) => [event?.revision, event?.type, event?.data, event?.metadata])).toEqual([
    [0n, 'DossierReceived', { counter: 'một cửa' }, { actor: 'officer' }],
    [1n, 'DossierReceived', { counter: 'một cửa' }, { actor: 'officer' }],
  ]);
});

test('an append that expects another revision is refused with the facts', async () => {
  await client.appendToStream('dossier-2', received());
  const refused = client.appendToStream('dossier-2', received(), { expectedRevision: 4n });
  await expect(refused).rejects.toThrow(WrongExpectedVersionError);
  await expect(refused).rejects.toMatchObject({ streamName: 'dossier-2', expectedVersion: 4n, actualVersion: 0n });
});
