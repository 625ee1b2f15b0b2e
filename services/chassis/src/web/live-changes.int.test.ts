import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { startNatsServer, type NatsServer } from '../runtime/keys/test-support/nats-server.ts';
import { eventually } from '../testing/mod.ts';
import { serveHttp, type HttpServer } from './http-server.ts';
import { memoryLogins } from './session/logins.ts';
import { liveStream, natsChanges, type LiveChanges } from './live-changes.ts';

let broker: NatsServer;
let nats: NatsConnection;
let changes: LiveChanges;
let server: HttpServer;

beforeAll(async () => {
  broker = await startNatsServer();
  nats = await broker.connect();
  changes = natsChanges({ nats, subjects: ['egov.procedures.dossier.>'], logins: memoryLogins() });
  await nats.flush();
  server = await serveHttp(
    express().get(
      '/live/:id',
      liveStream(changes, { of: ({ params }) => String(params.id), revision: async () => 3n }),
    ),
    '127.0.0.1',
    0,
  );
});

afterAll(async () => {
  await server.drain();
  await nats.close();
  await broker.stop();
});

async function looking(id: string, seen = '3') {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`http://127.0.0.1:${server.port}/live/${id}?seen=${seen}`, resolve).on('error', reject);
  });
  let read = '';
  answer.setEncoding('utf8').on('data', (part: string) => {
    read += part;
  });
  return { read: () => read, type: answer.headers['content-type'], leave: () => answer.destroy() };
}

async function published(id: string, revision: number) {
  const about = headers();
  about.set('ce-subject', id);
  about.set('egov-revision', String(revision));
  nats.publish('egov.procedures.dossier.accepted.v1', 'personal', { headers: about });
  await nats.flush();
}

test('an open dossier is told of its next revision, but of no content and no other dossier', async () => {
  const one = await looking('d1');
  const other = await looking('d2');
  await published('d1', 4);
  await eventually(() => one.read().includes('event: changed\ndata: 4\n\n'));
  await published('d2', 9);
  await eventually(() => other.read().includes('data: 9'));
  expect([
    one.type?.split(';')[0],
    one.read().includes('personal'),
    one.read().includes('data: 9'),
    other.read().includes('data: 4'),
  ]).toEqual(['text/event-stream', false, false, false]);
  one.leave();
  other.leave();
  await eventually(() => changes.viewers.count() === 0);
});

test('a page opened before the last change is told at once', async () => {
  const late = await looking('d1', '2');
  await eventually(() => late.read().includes('event: changed\ndata: 3\n\n'));
  late.leave();
});
