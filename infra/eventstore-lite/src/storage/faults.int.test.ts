import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, copyFileSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  EventStoreDBClient,
  jsonEvent,
  persistentSubscriptionToStreamSettingsFromDefaults as settings,
} from '@eventstore/db-client';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { backup, restore, startEventStore, verify } from '../index.ts';
import { all, events, eventually } from '../testing/store-for-test.ts';

const main = join(import.meta.dirname, '..', 'main.ts');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'eventstore-lite-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Process {
  readonly child: ChildProcess;
  readonly client: EventStoreDBClient;
}

async function spawned(data: string): Promise<Process> {
  const child = spawn(process.execPath, [main, 'start', '--data', data, '--port', '0', '--projections'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error('The process has no output.');
  const [line] = await once(createInterface(child.stdout), 'line');
  const { connectionString } = JSON.parse(String(line));
  return { child, client: EventStoreDBClient.connectionString(String(connectionString)) };
}

async function killed({ child, client }: Process): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  await client.dispose();
}

const revisionsOf = async (client: EventStoreDBClient, stream: string): Promise<number[]> =>
  (await all(client.readStream(stream))).map(({ event }) => Number(event?.revision));

test('killed repeatedly amid writes: nothing acknowledged is lost or torn, the log verifies', async () => {
  const data = join(folder, 'killed');
  const answered = new Map<string, number>();
  for (let round = 0; round < 5; round += 1) {
    const running = await spawned(data);
    for (const [stream, events] of answered)
      expect((await revisionsOf(running.client, stream)).length).toBeGreaterThanOrEqual(events);
    let inRound = 0;
    const writers = Array.from({ length: 16 }, async (_, writer) => {
      const stream = `round${round}-${writer}`;
      try {
        for (let turn = 1; ; turn += 1) {
          await running.client.appendToStream(stream, events(3));
          answered.set(stream, turn * 3);
          inRound += 1;
        }
      } catch {
        return stream;
      }
    });
    await eventually(() => inRound > 50 + 40 * round);
    await killed(running);
    await Promise.all(writers);
    expect(verify(data).findings).toEqual([]);
  }
  const last = await spawned(data);
  for (const [stream, events] of answered) {
    const revisions = await revisionsOf(last.client, stream);
    expect(revisions.length).toBeGreaterThanOrEqual(events);
    expect(revisions.length % 3).toBe(0);
    expect(revisions).toEqual(revisions.map((_, index) => index));
  }
  const written = (await all(last.client.readAll())).filter(({ event }) =>
    event?.streamId.startsWith('round'),
  );
  await eventually(
    async () => (await all(last.client.readStream('$et-DossierReceived'))).length === written.length,
  );
  await killed(last);
});

test('a group killed with its store continues from its checkpoint', async () => {
  const data = join(folder, 'group');
  const first = await spawned(data);
  await first.client.appendToStream('dossier-1', events(10));
  await first.client.createPersistentSubscriptionToStream(
    'dossier-1',
    'relay',
    settings({ startFrom: 'start', checkPointLowerBound: 1, checkPointUpperBound: 1 }),
  );
  const subscription = first.client.subscribeToPersistentSubscriptionToStream('dossier-1', 'relay');
  subscription.on('error', () => undefined);
  subscription.on('data', (resolved) => {
    if ((resolved.event?.revision ?? 0n) < 4n) void subscription.ack(resolved);
  });
  await eventually(
    async () =>
      (await first.client.getPersistentSubscriptionToStreamInfo('dossier-1', 'relay')).stats
        .lastCheckpointedEventRevision === 3n,
  );
  await killed(first);
  const second = await spawned(data);
  const seen: bigint[] = [];
  const again = second.client.subscribeToPersistentSubscriptionToStream('dossier-1', 'relay');
  again.on('error', () => undefined);
  again.on('data', (resolved) => {
    seen.push(resolved.event?.revision ?? -1n);
    void again.ack(resolved);
  });
  await eventually(() => seen.length === 6);
  expect(seen).toEqual([4n, 5n, 6n, 7n, 8n, 9n]);
  await killed(second);
});

test('a full disk refuses appends clearly, allows reads, and damages nothing', async () => {
  const data = join(folder, 'full');
  const small = await startEventStore({ data, maxPageCount: 200 });
  const client = EventStoreDBClient.connectionString(small.connectionString);
  const scan = () => jsonEvent({ type: 'Scan', data: { bytes: 'x'.repeat(20_000) } });
  let written = 0;
  const refusal = await (async () => {
    for (;;) {
      try {
        await client.appendToStream('scans-1', scan(), {
          credentials: { username: 'admin', password: 'changeit' },
        });
        written += 1;
      } catch (error) {
        return error;
      }
    }
  })();
  expect(refusal).toMatchObject({ code: 8 });
  await expect(client.appendToStream('scans-1', [scan(), scan()])).rejects.toThrow('the disk is full');
  expect(await revisionsOf(client, 'scans-1')).toHaveLength(written);
  await client.dispose();
  await small.close();
  expect(verify(data)).toMatchObject({ events: written, findings: [] });
  const roomy = await startEventStore({ data });
  const next = EventStoreDBClient.connectionString(roomy.connectionString);
  await expect(next.appendToStream('scans-1', scan())).resolves.toMatchObject({
    nextExpectedRevision: BigInt(written),
  });
  await next.dispose();
  await roomy.close();
});

test('a second store on the same folder is refused', async () => {
  const data = join(folder, 'locked');
  const first = await startEventStore({ data });
  await expect(startEventStore({ data })).rejects.toThrow('is in use by another process');
  const child = spawn(process.execPath, [main, 'start', '--data', data, '--port', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  child.stderr?.on('data', (chunk) => said.push(String(chunk)));
  const [code] = await once(child, 'exit');
  expect([code, said.join('')]).toEqual([1, expect.stringContaining('is in use by another process')]);
  await first.close();
});

test('SIGTERM ends the store after its responses, and its clients are notified', async () => {
  const running = await spawned(join(folder, 'drained'));
  const appends = Array.from({ length: 50 }, (_, index) =>
    running.client.appendToStream(`drain-${index}`, events(1)),
  );
  await Promise.all(appends);
  const gone = once(running.child, 'exit');
  running.child.kill('SIGTERM');
  expect(await gone).toEqual([0, null]);
  await running.client.dispose();
  expect(verify(join(folder, 'drained')).findings).toEqual([]);
});

/** Changes one byte of a text in a file. */
function flip(file: string, text: string): void {
  const at = readFileSync(file).indexOf(text);
  expect(at).toBeGreaterThan(0);
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.from('#'), 0, 1, at);
  closeSync(handle);
}

test('one changed byte is found and named; a backup is complete and can be restored', async () => {
  const data = join(folder, 'tampered');
  const store = await startEventStore({ data });
  const client = EventStoreDBClient.connectionString(store.connectionString);
  await client.appendToStream('dossier-1', events(3));
  await client.appendToStream('dossier-2', [
    jsonEvent({ type: 'FeePaid', data: { receipt: 'R-000042-amount-150000' } }),
    ...events(1),
  ]);
  await backup(data, join(folder, 'copy'));
  await client.appendToStream('dossier-1', events(1));
  await client.dispose();
  await store.close();
  expect(verify(join(folder, 'copy'))).toMatchObject({ events: 5, findings: [] });
  flip(join(data, 'events.db'), 'R-000042-amount-150000');
  expect(verify(data).findings).toEqual([
    { what: 'the record is not as it was written', stream: 'dossier-2', revision: 0, position: 4 },
  ]);
  await expect(restore(join(folder, 'copy'), data, false)).rejects.toThrow('use --overwrite');
  await restore(join(folder, 'copy'), data, true);
  expect(verify(data)).toMatchObject({ events: 5, findings: [] });
  copyFileSync(join(data, 'events.db'), join(folder, 'copy', 'events.db'));
  flip(join(folder, 'copy', 'events.db'), 'R-000042-amount-150000');
  await expect(restore(join(folder, 'copy'), data, true)).rejects.toThrow('The backup is damaged');
});

test('scavenged data is in no file of the log', async () => {
  const data = join(folder, 'wiped');
  const store = await startEventStore({ data, allowShutdown: true });
  const client = EventStoreDBClient.connectionString(store.connectionString);
  await client.appendToStream('person-1', jsonEvent({ type: 'Named', data: { name: 'Trần Thị Bình Minh' } }));
  await client.appendToStream('person-2', events(2));
  await client.tombstoneStream('person-1');
  await client.dispose();
  await store.close();
  const { openStore } = await import('./store.ts');
  const log = await openStore({ folder: data, projections: false }, (error) => {
    throw error;
  });
  expect(await log.ask({ kind: 'scavenge', id: 'one', account: '' })).toMatchObject({
    kind: 'scavenged',
    removed: 1,
  });
  for (const file of ['events.db', 'events.db-wal'])
    expect(readFileSync(join(data, file)).includes('Bình Minh')).toBe(false);
  await log.close();
  expect(verify(data)).toMatchObject({ findings: [] });
});
