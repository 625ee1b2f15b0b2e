import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connectNats } from '@egov/chassis/runtime';
import { freePort, tool } from '@egov/local';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { chartRendering } from './rendering.ts';

const SUBJECT = 'egov.directory.calendar.changed.v1';

let connections: NatsConnection[];
let end: () => Promise<void>;
let as: (user: string) => Promise<NatsConnection>;

/** The broker with the accounts of the chart, where procedures follows the directory by one policy. */
beforeAll(async () => {
  const { render, close } = await chartRendering();
  const rendered = await render('laptop', '--set', 'global.services.procedures.follows.remind=directory');
  close();
  const [, users = ''] = /^ +authorization \{\n([^]*?\n +\]\n) +\}$/m.exec(rendered) ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'egov-broker-'));
  const port = await freePort();
  const accounts = users.replaceAll(/password: \$\w+/g, 'password: secret');
  const settings = `port: ${port}\nhost: 127.0.0.1\njetstream { store_dir: "${folder}" }\n`;
  writeFileSync(join(folder, 'nats.conf'), `${settings}authorization {\n${accounts}}\n`);
  const server = spawn(await tool('nats-server'), ['-c', join(folder, 'nats.conf')], { stdio: 'ignore' });
  connections = [];
  as = async (user) => {
    const nats = await connectNats(`nats://${user}:secret@127.0.0.1:${port}`, user);
    connections.push(nats);
    return nats;
  };
  end = async () => {
    for (const nats of connections) await nats.close();
    const exit = once(server, 'exit');
    server.kill();
    await exit;
    rmSync(folder, { recursive: true });
  };
});

afterAll(() => end());

test('a policy of the list may use its own durable consumer, and no other', async () => {
  const directory = await jetstreamManager(await as('directory'));
  await directory.streams.add({ name: 'egov_directory', subjects: ['egov.directory.>'] });
  await jetstream(await as('directory')).publish(SUBJECT, 'changed');

  const procedures = await as('procedures');
  const { consumers } = await jetstreamManager(procedures);
  const follow = (name: string) =>
    consumers.add('egov_directory', {
      durable_name: name,
      ack_policy: 'explicit',
      filter_subjects: [SUBJECT],
    });
  await follow('procedures_remind');
  const consumer = await jetstream(procedures).consumers.get('egov_directory', 'procedures_remind');
  const message = await consumer.next({ expires: 5_000 });
  expect(message?.string()).toBe('changed');
  message?.ack();

  await expect(follow('procedures_another')).rejects.toThrow(/Permissions Violation/i);
  await expect(follow('directory_remind')).rejects.toThrow(/Permissions Violation/i);
  const { streams } = await jetstreamManager(procedures);
  await expect(streams.delete('egov_directory')).rejects.toThrow(/Permissions Violation/i);
  await expect(jetstream(procedures).publish(SUBJECT, 'forged')).rejects.toThrow();
});
