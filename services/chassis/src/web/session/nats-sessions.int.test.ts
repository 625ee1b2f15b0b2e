import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Cookie, type SessionData } from 'express-session';
import type { Request } from 'express';
import { Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { brokerProcesses } from '@egov/platform';
import { startNatsServer, type NatsServer } from '../../runtime/keys/test-support/nats-server.ts';
import { eventually } from '../../testing/mod.ts';
import type { SessionTokens } from '../login/session-tokens.ts';
import { natsSessions, type NatsSessionsOptions, type Sessions } from './nats-sessions.ts';

declare module 'express-session' {
  interface SessionData {
    noted: string;
    also: string;
  }
}

const key = randomBytes(32);
let server: NatsServer;
let nats: NatsConnection;

beforeAll(async () => {
  server = await startNatsServer(brokerProcesses);
  nats = await server.connect('staff-portal');
});

afterAll(async () => {
  await nats.close();
  await server.stop();
});

/** One replica of a portal. */
const replica = (more: Partial<NatsSessionsOptions> = {}): Promise<Sessions> =>
  natsSessions({ nats, key, ...more });
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
  await write(await replica(), id, session({ noted: 'token' }));
  expect(await read(await replica(), id)).toMatchObject({ noted: 'token' });
});

test('the broker sees neither the id of a session nor what is in it', async () => {
  const id = randomUUID();
  await write(await replica(), id, session({ tokens: tokens('person-1', 'sid-1') }));
  const kv = await new Kvm(nats).open('sessions');
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
  await write(store, id, session({ noted: 'token' }));
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
  await write(await replica(), id, session({ noted: 'token' }));
  expect(await read(await replica({ key: randomBytes(32) }), id)).toBeNull();
});

/** A request that has read the session and not ended yet. */
async function underWay(store: Sessions, id: string): Promise<SessionData> {
  const data = await read(store, id);
  if (data === null || data === undefined) throw new Error('There is no such session.');
  return store.createSession({ sessionID: id, sessionStore: store } as unknown as Request, data);
}
const touch = (store: Sessions, id: string, data: SessionData) =>
  new Promise<void>((resolve) => {
    store.touch?.(id, data, () => resolve());
  });
const destroy = (store: Sessions, id: string) =>
  new Promise<void>((resolve) => {
    store.destroy(id, () => resolve());
  });

test('a request that ends after the session was ended does not bring it back', async () => {
  const store = await replica();
  for (const end of [
    (id: string) => destroy(store, id),
    async () => void (await store.endOf({ sid: 'sid-4' })),
  ]) {
    const id = randomUUID();
    await write(store, id, session({ tokens: tokens('person-4', 'sid-4') }));
    const [written, touched] = [await underWay(store, id), await underWay(await replica(), id)];
    await end(id);
    written.noted = 'late';
    await write(store, id, written);
    await touch(await replica(), id, touched);
    expect(await read(store, id)).toBeNull();
  }
});

test('of requests that change one session at the same time none undoes the other', async () => {
  const id = randomUUID();
  const [store, second] = [await replica(), await replica()];
  await write(store, id, session({ noted: 'first' }));
  const [one, other, idle] = [
    await underWay(store, id),
    await underWay(second, id),
    await underWay(store, id),
  ];
  one.noted = 'second';
  other.also = 'too';
  await Promise.all([write(store, id, one), write(second, id, other)]);
  await touch(await replica(), id, idle);
  expect(await read(store, id)).toMatchObject({ noted: 'second', also: 'too' });
});

test('a login that ended while its session began has none, and no later one', async () => {
  const store = await replica();
  await store.endOf({ sid: 'sid-5', subject: 'person-5' });
  const id = randomUUID();
  await write(store, id, session({ tokens: tokens('person-5', 'sid-5') }));
  expect(await read(store, id)).toBeNull();
});

test('one login more than fifty of a person ends the oldest', async () => {
  const store = await replica();
  const ids = Array.from({ length: 51 }, () => randomUUID());
  for (const id of ids) await write(store, id, session({ tokens: tokens('person-6', `sid-${id}`) }));
  const found = await Promise.all(ids.map((id) => read(store, id)));
  expect(found.map((one) => one === null)).toEqual(ids.map((_id, index) => index === 0));
});

test('a lock is written by one of two at the same time, and every replica hears of it', async () => {
  const [{ logins }, { logins: others }] = [await replica(), await replica()];
  let heard = 0;
  const stop = others.follow('sid-7', () => {
    heard += 1;
  });
  await nats.flush();
  const { revision } = await others.get('sid-7');
  const written = await Promise.all([
    logins.setLock('sid-7', { by: 'one' }, revision),
    others.setLock('sid-7', { by: 'other' }, revision),
  ]);
  expect(written.filter((own) => own !== undefined)).toHaveLength(1);
  await eventually(() => heard > 0);
  stop();
  const stale = written.find((own) => own !== undefined) ?? 0;
  await others.end('sid-7');
  expect(await logins.setLock('sid-7', undefined, stale)).toBeUndefined();
  expect(await logins.get('sid-7')).toMatchObject({ ended: true, lock: undefined });
});

test('sessions take no more than their bound', async () => {
  expect((await (await new Kvm(nats).open('sessions')).status()).max_bytes).toBe(256 * 1024 * 1024);
});

test('a session with nothing in it is not stored', async () => {
  const id = randomUUID();
  const store = await replica();
  await write(store, id, session());
  expect(await read(store, id)).toBeNull();
});
