import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Kvm } from '@nats-io/kv';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bringBroker, copiesMissing } from '@egov/operations';
import { connectNats } from '@egov/chassis/runtime';
import { portTaken } from '@egov/chassis/free-port';
import { startNats, type Nats } from './nats.ts';

let dataDir: string;
let nats: Nats;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'egov-nats-'));
  nats = await startNats({ dataDir });
}, 240_000);

afterAll(async () => {
  await nats.stop();
  await rm(dataDir, { recursive: true });
});

test('a stored key survives when the server is killed and raised again on the same port', async () => {
  const before = await connectNats(nats.urlOf('files'), 'test');
  await (await new Kvm(before).open('person-keys')).put('person', 'wrapped');
  await before.close();

  const exit = await nats.kill();
  expect(exit).toEqual({ code: null, signal: 'SIGKILL' });
  expect(await portTaken(nats.port)).toBe(false);
  nats = await startNats({ dataDir, port: nats.port });

  const after = await connectNats(nats.urlOf('files'), 'test');
  expect((await (await new Kvm(after).open('person-keys')).get('person'))?.string()).toBe('wrapped');
  await after.close();
});

test('a second server on a taken port is refused in one line', async () => {
  await expect(startNats({ dataDir: join(dataDir, 'second'), port: nats.port })).rejects.toThrow(
    `nats-server cannot listen on port ${nats.port}: it is already in use.`,
  );
});

test('one broker keeps one copy, and reports that it cannot keep three', async () => {
  const client = await connectNats(nats.urlOf('operations'), 'test');
  expect(await copiesMissing(client, 1)).toBeUndefined();
  expect(await copiesMissing(client, 3)).toMatch(/replicas > 1 not supported/);
  expect(await bringBroker(nats.urlOf('operations'), 1)).toEqual([]);
  await client.close();
});
