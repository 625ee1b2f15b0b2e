import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 } from 'uuid';
import { eventually } from '../../testing/eventually.ts';
import type { KeyStore } from './key-store.ts';
import { natsKeyStore } from './nats-key-store.ts';
import { type NatsServer, startNatsServer } from './test-support/nats-server.ts';

const masterKey = randomBytes(32);
let server: NatsServer;
let nats: NatsConnection;
let person: string;
const stores: KeyStore[] = [];

async function replica(bucket = 'person-keys', key = masterKey): Promise<KeyStore> {
  const store = await natsKeyStore({ nats, masterKey: key, bucket });
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

const wrappedKey = async (personId: string): Promise<Uint8Array> => {
  const bucket = await new Kvm(nats).open('person-keys');
  return (await bucket.get(personId))?.value ?? new Uint8Array(0);
};

beforeAll(async () => {
  server = await startNatsServer();
  nats = await server.connect();
});

beforeEach(() => {
  person = v7();
});

afterAll(async () => {
  await closeReplicas();
  await nats.close();
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
    reason: 'PERSON_FORGOTTEN',
    facts: { personId: person },
  });
  await expect((await replica()).keyFor(person)).rejects.toMatchObject({ reason: 'PERSON_FORGOTTEN' });
});

test('a person is forgotten before a key was ever made', async () => {
  const store = await replica();
  await store.forget(person);
  await expect(store.keyFor(person)).rejects.toMatchObject({ reason: 'PERSON_FORGOTTEN' });
});

test('another master key is refused at the start', async () => {
  await replica();
  await expect(replica('person-keys', randomBytes(32))).rejects.toMatchObject({
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
  const connection = await server.connect();
  const store = await natsKeyStore({ nats: connection, masterKey, bucket: 'person-keys' });
  await connection.close();
  await expect(store.keyFor(person)).rejects.toMatchObject({
    kind: 'unavailable',
    reason: 'KEY_STORE_UNAVAILABLE',
  });
  await expect(store.find([person])).rejects.toMatchObject({ reason: 'KEY_STORE_UNAVAILABLE' });
  await store.close();
});
