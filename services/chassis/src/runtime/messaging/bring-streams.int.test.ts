import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { keptStream, keyStreams, publicEventsStream, policyConsumer } from '@egov/platform';
import { type NatsServer, startNatsServer } from '../keys/test-support/nats-server.ts';
import { awaitStreams } from './await-streams.ts';
import { bringStreams } from './bring-streams.ts';

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

test('a process whose stream is missing names the command that makes it, and waits for it', async () => {
  const missing = [keptStream('missing', { hours: 1, mebibytes: 1 })];
  await expect(awaitStreams(nats, missing, 0)).rejects.toThrow(
    'The broker has no stream KV_missing: run `operations broker`',
  );
  const waiting = awaitStreams(nats, missing);
  await bringStreams(nats, { streams: missing });
  await waiting;
});

test('what exists is brought to its configuration with what it holds, and then left alone', async () => {
  const small = keptStream('sessions', { hours: 1, mebibytes: 1 });
  expect(await bringStreams(nats, { streams: [small, ...keyStreams] })).toHaveLength(3);
  await nats.request('$KV.sessions.one', 'kept');
  const large = keptStream('sessions', { hours: 2, mebibytes: 4 });
  expect(await bringStreams(nats, { streams: [large, ...keyStreams] })).toEqual(['KV_sessions']);
  const { config, state } = await (await jetstreamManager(nats)).streams.info('KV_sessions');
  expect(config).toMatchObject({ max_bytes: 4 * 1024 * 1024, max_age: 2 * 3_600 * 1e9 });
  expect(state.messages).toBe(1);
  expect(await bringStreams(nats, { streams: [large, ...keyStreams] })).toEqual([]);
});

test('a consumer gets the subjects of the list as they are now', async () => {
  const streams = [publicEventsStream('directory')];
  const bring = (...subjects: string[]) =>
    bringStreams(nats, {
      streams,
      consumers: { stream: 'egov_directory', of: [policyConsumer('files', 'sweep', subjects)] },
    });
  await bring('egov.directory.calendar.changed.v1');
  await bring('egov.directory.calendar.changed.v1', 'egov.directory.agency.renamed.v1');
  const { consumers } = await jetstreamManager(nats);
  expect((await consumers.info('egov_directory', 'files_sweep')).config.filter_subjects).toHaveLength(2);
});
