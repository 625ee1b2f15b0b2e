import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { brokerProcesses } from '@egov/platform';
import { v7 } from 'uuid';
import { eventually } from '../../testing/eventually.ts';
import type { KeyStore } from './key-store.ts';
import { natsKeyStore } from './nats-key-store.ts';
import { type NatsServer, startNatsServer } from './test-support/nats-server.ts';

type Space = 'directory' | 'procedures' | 'files';

const masterKey = randomBytes(32);
let server: NatsServer;
let connections: Readonly<Record<Space, NatsConnection>>;
let person: string;
const stores: KeyStore[] = [];
const failures: unknown[] = [];

async function replica(
  options: Readonly<{ key?: Uint8Array; space?: Space; forgetsWith?: Space }> = {},
): Promise<KeyStore> {
  const { key = masterKey, space = 'procedures', forgetsWith } = options;
  const store = await natsKeyStore({
    nats: connections[space],
    masterKey: key,
    space,
    forgetsWith: {
      spaces: forgetsWith === undefined ? [] : [forgetsWith],
      failed: (error) => failures.push(error),
    },
  });
  stores.push(store);
  return store;
}

const closeReplicas = () => Promise.all(stores.splice(0).map((store) => store.close()));

/** Whether any file of the server contains these bytes. */
const onDisk = (bytes: Uint8Array): boolean =>
  readdirSync(server.folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(server.folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
    .some((path) => readFileSync(path).includes(Buffer.from(bytes)));

const bucketOf = (space: Space) => new Kvm(connections[space]).open('person-keys');
const wrappedKey = async (personId: string, space: Space = 'procedures'): Promise<Uint8Array> =>
  (await (await bucketOf(space)).get(`${space}/${personId}`))?.value ?? new Uint8Array(0);

beforeAll(async () => {
  server = await startNatsServer(brokerProcesses);
  connections = {
    directory: await server.connect('directory'),
    procedures: await server.connect('procedures'),
    files: await server.connect('files'),
  };
});

beforeEach(() => {
  person = v7();
});

afterAll(async () => {
  await closeReplicas();
  for (const nats of Object.values(connections)) await nats.close();
  await server.stop();
});

test('two replicas asked at the same time make one key', async () => {
  const [one, other] = [await replica(), await replica()];
  const keys = await Promise.all([one, other, one, other].map((store) => store.keyFor(person)));
  expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
  expect(await other.find([person, v7()])).toEqual(new Map([[person, keys[0]]]));
});

test('the key itself is never on the disk, only wrapped', async () => {
  const key = await (await replica()).keyFor(person);
  expect(onDisk(key)).toBe(false);
  expect(onDisk(await wrappedKey(person))).toBe(true);
});

test('forgetting leaves no trace of the key in any file of the server', async () => {
  const store = await replica();
  await store.keyFor(person);
  const wrapped = await wrappedKey(person);
  await store.forget(person);
  await store.forget(person);
  expect(onDisk(wrapped)).toBe(false);
  expect(await store.find([person])).toEqual(new Map());
});

test('forgetting in one replica clears the memory of the others, and none recreates the key', async () => {
  const [one, other] = [await replica(), await replica()];
  await other.keyFor(person);
  const heard: string[] = [];
  other.watchForgotten((personId) => heard.push(personId));
  await one.forget(person);
  await eventually(() => heard.includes(person));
  expect(await other.find([person])).toEqual(new Map());
  await expect(other.keyFor(person)).rejects.toMatchObject({
    reason: 'ACCOUNT_CLOSED',
    facts: {},
  });
  expect([await other.isForgotten(person), await other.isForgotten(v7())]).toEqual([true, false]);
  await expect((await replica()).keyFor(person)).rejects.toMatchObject({ reason: 'ACCOUNT_CLOSED' });
});

test('forgetting in one service changes nothing in another, even under the same id', async () => {
  const [directory, procedures] = [await replica({ space: 'directory' }), await replica()];
  const [official, applicant] = [await directory.keyFor(person), await procedures.keyFor(person)];
  expect(official).not.toEqual(applicant);
  const [first, second] = [v7(), v7()];
  const heard: string[] = [];
  procedures.watchForgotten((personId) => heard.push(personId));
  for (const forgotten of [person, first]) await directory.forget(forgotten);
  await procedures.forget(second);
  await eventually(() => heard.includes(second));
  expect(heard).not.toContain(person);
  expect(await directory.find([person])).toEqual(new Map());
  for (const store of [procedures, await replica()]) expect(await store.keyFor(person)).toEqual(applicant);
  await expect(procedures.keyFor(first)).resolves.toHaveLength(32);
});

test('a key moved into another space, or onto another id, opens nothing', async () => {
  await (await replica({ space: 'directory' })).keyFor(person);
  const moved = await wrappedKey(person, 'directory');
  const bucket = await bucketOf('procedures');
  await bucket.put(`procedures/${person}`, moved);
  await expect((await replica()).find([person])).rejects.toMatchObject({ reason: 'MASTER_KEY_WRONG' });
});

test('files forget with procedures, even whom they missed while stopped', async () => {
  const procedures = await replica();
  const missed = v7();
  const before = await replica({ space: 'files' });
  for (const uploader of [person, missed]) await before.keyFor(uploader);
  await procedures.forget(missed);
  expect((await before.find([missed])).size).toBe(1);
  const files = await replica({ space: 'files', forgetsWith: 'procedures' });
  await eventually(async () => (await files.find([missed])).size === 0);
  expect((await files.find([person])).size).toBe(1);
  await procedures.forget(person);
  await eventually(async () => (await files.find([person])).size === 0);
  await expect(files.keyFor(person)).rejects.toMatchObject({ reason: 'ACCOUNT_CLOSED' });
  expect(failures).toEqual([]);
});

test('a person is forgotten before a key was ever made', async () => {
  const store = await replica();
  await store.forget(person);
  await expect(store.keyFor(person)).rejects.toMatchObject({ reason: 'ACCOUNT_CLOSED' });
});

test('another master key is refused at the start', async () => {
  await replica();
  await expect(replica({ key: randomBytes(32) })).rejects.toMatchObject({
    kind: 'unavailable',
    reason: 'MASTER_KEY_WRONG',
  });
});

test('keys and records of forgetting survive a restart of the server', async () => {
  const [one, other] = [await replica(), await replica()];
  const key = await one.keyFor(person);
  expect(await other.find([person])).toEqual(new Map([[person, key]]));
  await server.restart();
  expect(await eventually(async () => (await replica()).find([person]))).toEqual(new Map([[person, key]]));
  const heard: string[] = [];
  other.watchForgotten((personId) => heard.push(personId));
  await one.forget(person);
  await eventually(() => heard.includes(person));
  expect(await other.find([person])).toEqual(new Map());
});

test('a server that is down is reported as such', async () => {
  const connection = await server.connect('procedures');
  const store = await natsKeyStore({
    nats: connection,
    masterKey,
    space: 'procedures',
  });
  await connection.close();
  await expect(store.keyFor(person)).rejects.toMatchObject({
    kind: 'unavailable',
    reason: 'KEY_STORE_UNAVAILABLE',
  });
  await expect(store.find([person])).rejects.toMatchObject({ reason: 'KEY_STORE_UNAVAILABLE' });
  await store.close();
});
