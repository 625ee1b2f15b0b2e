import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectNats } from '@egov/chassis/runtime';
import { eventually } from '@egov/chassis/testing';
import { freePort, startNats, tool } from '@egov/local';
import { bringBroker } from '@egov/operations';
import {
  apiOf,
  brokerProcesses,
  brokerStreams,
  OPERATIONS,
  operatorOf,
  passwordVariable,
} from '@egov/platform';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { parseAllDocuments } from 'yaml';
import { goldenOf } from './rendering.ts';

type Broker = Readonly<{ urlOf: (user: string) => string; stop: () => Promise<unknown> }>;

/** The broker as a site has it: the files of the golden render, but for port and folder. */
async function ofTheChart(folder: string): Promise<Broker> {
  const maps = parseAllDocuments(readFileSync(goldenOf('laptop'), 'utf8')).map(
    (document) =>
      document.toJS() as { kind?: string; metadata?: { name: string }; data?: Record<string, string> },
  );
  const files = maps.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata?.name === 'nats')?.data;
  const port = await freePort();
  for (const [name, text] of Object.entries(files ?? {}))
    writeFileSync(
      join(folder, name),
      text
        .replace('port: 4222', `port: ${port}\nhost: 127.0.0.1`)
        .replace(/^ *http_port: .*$/m, '')
        .replace('store_dir: /data', `store_dir: "${folder}"`),
    );
  const names = [...Object.keys(brokerProcesses), OPERATIONS];
  const env = Object.fromEntries(names.map((name) => [passwordVariable(name), 'secret']));
  const server = spawn(await tool('nats-server'), ['-c', join(folder, 'nats-server.conf')], {
    stdio: 'ignore',
    env: { POD_NAME: 'nats-0', ...env },
  });
  const urlOf = (user: string): string => `nats://${user}:secret@127.0.0.1:${port}`;
  await bringBroker(urlOf(OPERATIONS), 1);
  const stop = async (): Promise<void> => {
    const exit = once(server, 'exit');
    server.kill();
    await exit;
  };
  return { urlOf, stop };
}

const brokers: readonly (readonly [string, (folder: string) => Promise<Broker>])[] = [
  ['a site', ofTheChart],
  ['npm start', (folder) => startNats({ dataDir: folder })],
];
const accounts = Object.entries(brokerProcesses);
const VICTIM = 'procedures';
const KEY = '$KV.person-keys.procedures/8c0f';
const EVENT = 'egov.procedures.dossier.submitted.v1';
const CHANGED = 'egov.directory.calendar.changed.v1';
const REFUSED = /Permissions Violation/i;

describe.each(brokers)('the broker of %s', (_name, raise) => {
  let folder: string;
  let broker: Broker;
  const connections = new Map<string, NatsConnection>();
  const as = async (user: string): Promise<NatsConnection> => {
    const known = connections.get(user) ?? (await connectNats(broker.urlOf(user), user));
    connections.set(user, known);
    return known;
  };
  const ask = async (user: string, subject: string, body: unknown = {}) =>
    (await as(user)).request(subject, JSON.stringify(body), { timeout: 5_000 });
  const refused = (user: string, subject: string, body?: unknown) =>
    expect(ask(user, subject, body)).rejects.toThrow(REFUSED);
  /** What the victim holds: the person's key and all public events. */
  const held = async () => {
    const { streams } = await jetstreamManager(await as(VICTIM));
    const key = await streams.getMessage('KV_person-keys', { last_by_subj: KEY });
    const { state } = await streams.info(`egov_${VICTIM}`);
    return { key: key?.string(), events: state.messages };
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'egov-broker-'));
    broker = await raise(folder);
    const client = jetstream(await as(VICTIM));
    await client.publish(KEY, 'wrapped');
    await client.publish(EVENT, 'true');
  }, 120_000);
  afterAll(async () => {
    for (const nats of connections.values()) await nats.close();
    await broker.stop();
    rmSync(folder, { recursive: true });
  });

  test.each(accounts)('%s makes, changes, empties and removes no stream', async (name, process) => {
    const [own] = brokerStreams(name, process);
    const config = { name: own?.name, subjects: own?.subjects };
    for (const more of [
      { sources: [{ name: 'KV_person-keys' }] },
      { subjects: [...(own?.subjects ?? []), '_INBOX_procedures.>'] },
      { republish: { src: '>', dest: '$KV.person-keys.{{wildcard(1)}}' } },
      { mirror: { name: 'KV_person-keys' }, subjects: [] },
    ])
      for (const verb of ['CREATE', 'UPDATE'])
        await refused(name, `$JS.API.STREAM.${verb}.${own?.name ?? ''}`, { ...config, ...more });
    for (const verb of ['DELETE', 'PURGE', 'SNAPSHOT', 'RESTORE', 'LEADER.STEPDOWN', 'PEER.REMOVE'])
      await refused(name, `$JS.API.STREAM.${verb}.${own?.name ?? ''}`);
    await refused(name, '$JS.API.STREAM.CREATE.another', { name: 'another', subjects: ['another'] });
  });

  test.each(accounts)("%s consumes nobody's stream, and acknowledges nobody's message", async (name) => {
    for (const stream of ['egov_directory', 'egov_procedures', 'KV_leases'].filter(
      (each) => each !== 'KV_leases' || !['directory', VICTIM].includes(name),
    )) {
      const config = { durable_name: 'taken', ack_policy: 'explicit' };
      await refused(name, `$JS.API.CONSUMER.DURABLE.CREATE.${stream}.taken`, { stream_name: stream, config });
      await refused(name, `$JS.API.CONSUMER.MSG.NEXT.${stream}.taken`);
      await refused(name, `$JS.API.CONSUMER.DELETE.${stream}.taken`);
      await refused(name, `$JS.ACK.${stream}.taken.1.1.1.1.0`);
    }
  });

  test.each(accounts)('%s hears answers of its own only', async (name) => {
    const nats = await as(name);
    const foreign = name === VICTIM ? '_INBOX_directory.>' : `_INBOX_${VICTIM}.>`;
    for (const subject of ['>', '_INBOX.>', foreign, '$JS.ACK.>', '$KV.>', '$JS.EVENT.>', '$SYS.>']) {
      const subscription = nats.subscribe(subject);
      const first = subscription[Symbol.asyncIterator]().next();
      await expect(first).rejects.toThrow(REFUSED);
    }
  });

  test.each(accounts.filter(([name]) => name !== VICTIM))(
    '%s reaches nothing of another, by whatever the server does in its name',
    async (name, process) => {
      const before = await held();
      const nats = await as(name);
      const own = brokerStreams(name, process).find(({ name: stream }) => stream.startsWith('KV_'));
      const ownKey = own?.subjects[0]?.replace('>', 'forged') ?? '';
      await jetstream(nats).publish(ownKey, 'forged');
      // Where answers go is not a matter of rights: only accounts hold here.
      for (const reply of [KEY, EVENT]) {
        nats.publish('$JS.API.INFO', '', { reply });
        nats.publish(ownKey, 'forged', { reply });
        nats.publish(`$JS.API.STREAM.MSG.GET.${own?.name ?? ''}`, JSON.stringify({ last_by_subj: ownKey }), {
          reply,
        });
        const deliver = { deliver_subject: reply, ack_policy: 'none', inactive_threshold: 1e9 };
        const request = { stream_name: own?.name, config: { ...deliver, name: 'forging' } };
        await ask(name, `$JS.API.CONSUMER.CREATE.${own?.name ?? ''}.forging`, request);
      }
      await nats.flush();
      await jetstream(nats).publish(ownKey, 'after');
      expect(await held()).toEqual(before);
    },
  );

  test('jobs read and write no message, and remove nothing', async () => {
    for (const [name, process] of accounts)
      for (const { name: stream, subjects } of brokerStreams(name, process)) {
        for (const verb of ['MSG.GET', 'MSG.DELETE', 'DELETE', 'PURGE'])
          await refused(operatorOf(name), `$JS.API.STREAM.${verb}.${stream}`, { seq: 1 });
        await refused(operatorOf(name), `$JS.API.DIRECT.GET.${stream}`, { seq: 1 });
        await refused(operatorOf(name), subjects[0]?.replace('>', 'forged') ?? '');
      }
    for (const subject of ['$JS.API.STREAM.CREATE.another', '$JS.API.STREAM.INFO.KV_person-keys', KEY])
      await refused(OPERATIONS, subject);
  });

  test('a portal hears of dossiers, and files of the persons that procedures have forgotten', async () => {
    const heard: string[] = [];
    const hears = async (name: string, subject: string) => {
      const nats = await as(name);
      nats.subscribe(subject, {
        callback: (_error, message) => void heard.push(`${name} ${message.subject}`),
      });
      await nats.flush();
    };
    await hears('staff-portal', 'egov.procedures.dossier.>');
    await hears('files', 'procedures.$KV.person-keys-forgotten.*');
    const client = jetstream(await as(VICTIM));
    await client.publish(EVENT, 'true');
    await client.publish('$KV.person-keys-forgotten.procedures/8c0f', 'now');
    await eventually(() => heard.length === 2);
    expect(heard.toSorted()).toEqual([
      'files procedures.$KV.person-keys-forgotten.procedures/8c0f',
      `staff-portal ${EVENT}`,
    ]);
  });
});

describe('a policy that follows another service', () => {
  let folder: string;
  let broker: Broker;
  let owner: NatsConnection;
  let follower: NatsConnection;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'egov-broker-'));
    const { files, procedures } = brokerProcesses;
    if (files === undefined || procedures === undefined) throw new TypeError('The list lacks a service.');
    const hears = [CHANGED];
    broker = await startNats({
      dataDir: folder,
      processes: {
        ...brokerProcesses,
        procedures: { ...procedures, hears, follows: { remind: 'directory' } },
        files: { ...files, hears, follows: { sweep: 'directory' } },
      },
    });
    owner = await connectNats(broker.urlOf('directory'), 'directory');
    follower = await connectNats(broker.urlOf('procedures'), 'procedures');
  }, 120_000);
  afterAll(async () => {
    await Promise.all([owner.close(), follower.close()]);
    await broker.stop();
    rmSync(folder, { recursive: true });
  });

  test('reads its own durable consumer in the account of that service, and no other', async () => {
    await jetstream(owner).publish(CHANGED, 'changed');
    const ofDirectory = jetstream(follower, { apiPrefix: apiOf('directory') });
    const consumer = await ofDirectory.consumers.get('egov_directory', 'procedures_remind');
    const message = await consumer.next({ expires: 5_000 });
    expect(message?.string()).toBe('changed');
    const foreign = '$JS.ACK.egov_directory.files_sweep.1.1.1.1.0';
    await expect(follower.request(foreign, '+ACK')).rejects.toThrow(REFUSED);
    expect(await message?.ackAck()).toBe(true);
    expect((await consumer.info()).num_ack_pending).toBe(0);
    await expect(ofDirectory.consumers.get('egov_directory', 'files_sweep')).rejects.toThrow(REFUSED);
    await expect(jetstream(follower).publish(CHANGED, 'forged')).rejects.toThrow(REFUSED);
  });
});
