import { execFile } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { memoryKeyStore, openEventLog, verifyAllChains } from '@egov/chassis/runtime';
import { failureOf } from '@egov/chassis/testing';
import { act, dossierInWork, finish } from '../support/lives.ts';
import { withOneStopCentre } from '../support/one-stop-centre.ts';
import { startPlatform, type Clients, type Platform } from '../support/platform.ts';
import { storedEvents } from '../support/stored-events.ts';

let platform: Platform;
let clients: Clients;
let sound: string;
let altered: string;
let unfollowed: string;

beforeAll(async () => {
  platform = await startPlatform();
  clients = await withOneStopCentre(platform);
  sound = await dossierInWork(clients);
  altered = await dossierInWork(clients, {}, 'specialist-2');
  await finish(clients, altered);
  unfollowed = await dossierInWork(clients, {}, 'specialist-4');
});
afterAll(async () => {
  await platform.close();
});

type Named = Readonly<{ stream: string; revision: bigint }>;

/** Changes one bit of an event in the log's file while nothing uses it; the record stays readable JSON. */
async function alterByte({ stream, revision }: Named, text: string): Promise<void> {
  const file = join(platform.folder, 'log', 'events.db');
  const db = new DatabaseSync(file, { readOnly: true });
  const row = db
    .prepare(
      'SELECT data FROM events JOIN streams ON streams.id = events.stream WHERE name = ? AND revision = ?',
    )
    .get(stream, revision);
  db.close();
  const data = Buffer.from(row?.['data'] as Uint8Array);
  const content = await readFile(file);
  const offset = content.indexOf(data) + data.indexOf(text) + text.length - 1;
  expect(content.subarray(offset - text.length + 1, offset + 1).toString()).toBe(text);
  const handle = await open(file, 'r+');
  await handle.write(Buffer.of((content[offset] ?? 0) ^ 1), 0, 1, offset);
  await handle.close();
}

const handedOver = async (dossierId: string): Promise<Named> => {
  const event = (await storedEvents(platform, 'procedures_dossier')).find(
    ({ stream, type }) => stream.endsWith(dossierId) && type === 'DossierHandedOver',
  );
  if (event === undefined) throw new RangeError(`Dossier ${dossierId} was never handed over.`);
  return { stream: event.stream, revision: event.revision };
};

test('one changed byte of the log is reported by stream and revision; the stream is not read', async () => {
  const named = await handedOver(altered);
  expect(named.revision).toBeGreaterThan(0n);
  await platform.services.procedures.stop();
  await platform.eventStore.stop();
  await alterByte(named, 'specialist-2');
  await platform.eventStore.start();
  await platform.services.procedures.start();

  const patient = platform.as(undefined, { retries: 20 }).procedures.dossierQueries;
  expect((await patient.getDossier({ dossierId: sound })).dossier?.holderOfficialId).toBe('minh');
  const { dossierQueries: queries, solving } = platform.as(undefined, { retries: 0 }).procedures;
  const facts = { stream: named.stream, revision: String(named.revision) };
  const broken = { codeName: 'UNAVAILABLE', reason: 'CHAIN_BROKEN', facts };
  expect(await failureOf(queries.getDossier({ dossierId: altered }))).toMatchObject(broken);
  expect(await failureOf(queries.listDossierTimeline({ dossierId: altered }))).toMatchObject(broken);
  expect(await failureOf(queries.getControlSheet({ dossierId: altered }))).toMatchObject(broken);
  expect(await failureOf(solving.completeStep({ ...act(altered), stepId: 'examine' }))).toMatchObject(broken);

  const log = openEventLog({
    url: platform.eventStore.now().url,
    service: 'procedures',
    province: 'test',
    keys: memoryKeyStore(),
    clock: () => new Date().toISOString(),
  });
  expect((await verifyAllChains(log)).breaks).toMatchObject([named]);
  await log.close();
});

test('the log itself finds a change while it runs, even in the last byte of a record', async () => {
  const first = await handedOver(altered);
  const last = await handedOver(unfollowed);
  await platform.services.procedures.stop();
  await platform.eventStore.stop();
  await alterByte(last, 'specialist-4');
  await platform.eventStore.start();

  const { code, stdout } = await verify();
  const { findings } = JSON.parse(stdout) as { findings: readonly { stream?: string; revision?: number }[] };
  const named = findings.map(({ stream, revision }) => ({ stream, revision: BigInt(revision ?? -1) }));
  expect(code).toBe(1);
  for (const event of [first, last]) expect(named).toContainEqual(event);
  expect(named.filter(({ stream }) => stream?.endsWith(sound))).toEqual([]);
});

/** Runs the event log's own check as a command, while the log runs. */
async function verify(): Promise<Readonly<{ code: number; stdout: string }>> {
  const main = join(import.meta.dirname, '..', '..', 'infra', 'eventstore-lite', 'src', 'main.ts');
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [main, 'verify', '--data', join(platform.folder, 'log'), '--json'],
      (error, stdout) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout });
      },
    );
  });
}
