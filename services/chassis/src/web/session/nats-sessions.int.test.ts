import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Cookie, type SessionData } from 'express-session';
import { Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { startNatsServer, type NatsServer } from '../../runtime/keys/test-support/nats-server.ts';
import type { SessionTokens } from '../login/session-tokens.ts';
import { natsSessions, type NatsSessionsOptions, type Sessions } from './nats-sessions.ts';

const key = randomBytes(32);
let server: NatsServer;
let nats: NatsConnection;

beforeAll(async () => {
  server = await startNatsServer();
  nats = await server.connect();
});

afterAll(async () => {
  await nats.close();
  await server.stop();
});

/** One replica of a portal. */
const replica = (more: Partial<NatsSessionsOptions> = {}): Promise<Sessions> =>
  natsSessions({ nats, bucket: 'sessions', key, ttlMs: 3_600_000, ...more });
const tokens = (subject: string, sid: string): SessionTokens => ({
  access: 'access-secret',
  refresh: 'r',
  id: 'i',
  expiresAt: 1,
  sid,
  subject,
});
const session = (more: Partial<SessionData> = {}): SessionData =>
  ({ cookie: new Cookie(), ...more }) as SessionData;

const write = (store: Sessions, id: string, data: SessionData) =>
  new Promise<void>((resolve, reject) => {
    store.set(id, data, (error) => {
      if (error) reject(error as Error);
      else resolve();
    });
  });
const read = (store: Sessions, id: string) =>
  new Promise<SessionData | null | undefined>((resolve, reject) => {
    store.get(id, (error, found) => {
      if (error) reject(error as Error);
      else resolve(found);
    });
  });

test('a session begun at one replica continues at another', async () => {
  const id = randomUUID();
  await write(await replica(), id, session({ csrf: 'token' }));
  expect(await read(await replica(), id)).toMatchObject({ csrf: 'token' });
});

test('the broker sees neither the id of a session nor what is in it', async () => {
  const id = randomUUID();
  await write(await replica(), id, session({ tokens: tokens('person-1', 'sid-1') }));
  const kv = await new Kvm(nats).create('sessions');
  for await (const name of await kv.keys()) {
    expect(name).not.toContain(id);
    expect(name).not.toContain('person-1');
    expect((await kv.get(name))?.string()).not.toContain('access-secret');
  }
});

test('a session without a request for too long is over', async () => {
  const id = randomUUID();
  let now = 1_000_000;
  const store = await replica({ idleMs: 60_000, clock: () => now });
  await write(store, id, session({ csrf: 'token' }));
  now += 60_000;
  expect(await read(store, id)).not.toBeNull();
  now += 1;
  expect(await read(store, id)).toBeNull();
});

test('a login ended at the provider ends its session at every replica and no other', async () => {
  const [ended, kept] = [randomUUID(), randomUUID()];
  const store = await replica();
  await write(store, ended, session({ tokens: tokens('person-2', 'sid-2') }));
  await write(store, kept, session({ tokens: tokens('person-2', 'sid-3') }));
  expect(await (await replica()).endOf({ sid: 'sid-2', subject: 'person-2' })).toBe(1);
  expect([await read(store, ended), await read(store, kept)]).toEqual([
    null,
    expect.objectContaining({ tokens: tokens('person-2', 'sid-3') }),
  ]);
  expect(await store.endOf({ subject: 'person-2' })).toBe(1);
  expect(await read(store, kept)).toBeNull();
});

test('after the key is renewed everybody logs in again', async () => {
  const id = randomUUID();
  await write(await replica(), id, session({ csrf: 'token' }));
  expect(await read(await replica({ key: randomBytes(32) }), id)).toBeNull();
});
