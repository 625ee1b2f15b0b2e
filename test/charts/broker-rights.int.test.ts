import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawn, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectNats, publicStream } from '@egov/chassis/runtime';
import { eventually } from '@egov/chassis/testing';
import { freePort, portTaken, tool } from '@egov/local';
import { portals, services } from '@egov/platform';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AckPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { parseAllDocuments } from 'yaml';
import { goldenOf } from './rendering.ts';

type Rendered = Readonly<{
  kind?: string;
  metadata?: { name: string };
  data?: Readonly<Record<string, string>>;
}>;

let folder: string;
let port: number;
let broker: ChildProcess;

/** The broker's settings as the laptop's site has them, but for where it listens and keeps. */
function settings(): string {
  const rendered = parseAllDocuments(readFileSync(goldenOf('laptop'), 'utf8')).map(
    (each) => each.toJS() as Rendered,
  );
  const map = rendered.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata?.name === 'nats');
  return (map?.data?.['nats-server.conf'] ?? '')
    .replace('port: 4222', `host: 127.0.0.1\nport: ${port}`)
    .replace('http_port: 8222', '')
    .replace('store_dir: /data', `store_dir: ${join(folder, 'data')}`)
    .replace('max_file_store: 9GB', 'max_file_store: 64MB')
    .replace('$POD_NAME', 'broker')
    .replaceAll(/\$PASSWORD_\w+/g, 'password');
}

const as = (user: string) => connectNats(`nats://${user}:password@127.0.0.1:${port}`, user);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'egov-broker-'));
  port = await freePort();
  writeFileSync(join(folder, 'nats-server.conf'), settings());
  broker = spawn(await tool('nats-server'), ['--config', join(folder, 'nats-server.conf')], {
    stdio: 'ignore',
  });
  await eventually(() => portTaken(port), { within: 20_000 });
}, 240_000);

afterAll(async () => {
  const ended = once(broker, 'exit');
  broker.kill('SIGTERM');
  await ended;
  rmSync(folder, { recursive: true, force: true });
});

/** A durable consumer that takes one message of what a process hears of a service. */
async function consumed(user: string, owner: string, subject: string): Promise<string | undefined> {
  const nats = await as(user);
  try {
    const [stream, name] = [publicStream(owner), `${user}_trial`];
    await (
      await jetstreamManager(nats)
    ).consumers.add(stream, {
      durable_name: name,
      ack_policy: AckPolicy.Explicit,
      filter_subjects: [subject],
    });
    const message = await (await jetstream(nats).consumers.get(stream, name)).next({ expires: 5_000 });
    return message?.subject;
  } finally {
    await nats.close();
  }
}

const heard = Object.entries(services).flatMap(([name, { hears }]) =>
  hears.map((subject) => [name, subject, subject.split('.')[1] ?? ''] as const),
);

test.each(heard)('%s takes %s by a durable consumer, as the list says', async (name, subject, owner) => {
  const publisher = await as(owner);
  await (
    await jetstreamManager(publisher)
  ).streams.add({ name: publicStream(owner), subjects: [`egov.${owner}.>`] });
  await jetstream(publisher).publish(subject, new Uint8Array());
  expect(await consumed(name, owner, subject)).toBe(subject);
  await publisher.close();
});

test('who hears a service may not change its stream, nor publish in its name', async () => {
  for (const [name, subject, owner] of heard) {
    const nats = await as(name);
    const streams = (await jetstreamManager(nats)).streams;
    await expect(streams.delete(publicStream(owner))).rejects.toThrow(/Permissions Violation/u);
    await expect(jetstream(nats).publish(subject, new Uint8Array())).rejects.toThrow();
    await nats.close();
  }
});

test('who does not hear a service has no consumer there', async () => {
  const stranger = Object.keys(portals)[0] ?? '';
  await expect(consumed(stranger, 'directory', 'egov.directory.>')).rejects.toThrow(/Permissions Violation/u);
});
