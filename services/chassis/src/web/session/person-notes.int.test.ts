import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { brokerProcesses } from '@egov/platform';
import { startNatsServer, type NatsServer } from '../../runtime/keys/test-support/nats-server.ts';
import { memoryPersonNotes, natsPersonNotes, type PersonNotes } from './person-notes.ts';

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

const key = randomBytes(32);
const ticking = () => {
  let now = 0;
  return () => (now += 1);
};
const shelves: readonly (readonly [string, () => Promise<PersonNotes>])[] = [
  ['NATS', () => natsPersonNotes({ nats, key, clock: ticking() })],
  ['memory', async () => memoryPersonNotes(ticking())],
];

describe.each(shelves)('notes in %s', (_name, open) => {
  test('a note is there on another device, newest first, and gone when removed', async () => {
    const notes = await open();
    await notes.put('binh', 'draft', 'p1', { name: 'Bình' });
    await notes.put('binh', 'draft', 'p2', { name: 'Bình' });
    await notes.put('binh', 'draft', 'p1', { name: 'Trần Thị Bình' });
    expect((await notes.all('binh', 'draft')).map(({ id }) => id)).toEqual(['p1', 'p2']);
    expect(await notes.get('binh', 'draft', 'p1')).toMatchObject({ value: { name: 'Trần Thị Bình' } });
    await notes.remove('binh', 'draft', 'p1');
    expect(await notes.get('binh', 'draft', 'p1')).toBeUndefined();
    expect(await notes.all('an', 'draft')).toEqual([]);
    expect(await notes.all('binh', 'view')).toEqual([]);
  });

  test('all notes of a person are forgotten, and nobody else’s', async () => {
    const notes = await open();
    for (const subject of ['binh', 'an'])
      for (const kind of ['draft', 'view']) await notes.put(subject, kind, 'p1', { name: subject });
    await notes.forget('binh');
    await notes.forget('binh');
    expect([await notes.all('binh', 'draft'), await notes.all('binh', 'view')]).toEqual([[], []]);
    expect([(await notes.all('an', 'draft')).length, (await notes.all('an', 'view')).length]).toEqual([1, 1]);
  });

  test('fifty of a kind are kept, and a note too large is refused', async () => {
    const notes = await open();
    for (let n = 0; n < 52; n += 1) await notes.put('binh', 'draft', `p${n}`, n);
    const ids = (await notes.all('binh', 'draft')).map(({ id }) => id);
    expect([ids.length, ids[0], ids.at(-1)]).toEqual([50, 'p51', 'p2']);
    await expect(notes.put('binh', 'draft', 'large', 'x'.repeat(70_000))).rejects.toMatchObject({
      page: 'too-large',
    });
  });
});

test('the broker sees neither the owner of a note nor its content', async () => {
  const notes = await natsPersonNotes({ nats, key });
  await notes.put('binh', 'draft', 'p1', { phone: '0912345678' });
  const kv = await new Kvm(nats).open('notes');
  for await (const name of await kv.keys()) {
    expect(name).not.toContain('binh');
    expect((await kv.get(name))?.string()).not.toContain('0912345678');
  }
});
