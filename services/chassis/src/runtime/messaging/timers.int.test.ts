import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { NatsConnection } from '@nats-io/transport-node';
import { leaseStream } from '@egov/platform';
import { DomainError, refuse } from '../../domain/refusal.ts';
import { eventually } from '../../testing/eventually.ts';
import { type NatsServer, startNatsServer } from '../keys/test-support/nats-server.ts';
import type { DueTimer } from '../projections/timer-table.ts';
import { bringStreams } from './bring-streams.ts';
import { type Timers, startTimers } from './timers.ts';

let server: NatsServer;
let nats: NatsConnection;
let started: Timers[] = [];

const timer = (dueAt: string, kind = 'return_due'): DueTimer => ({
  id: randomUUID(),
  dueAt,
  kind,
  aggregateId: 'loan',
  correlation: randomUUID(),
});

/** A due table that nothing leaves, as if the read model were far behind. */
const firing = (
  table: readonly DueTimer[],
  now: () => string,
  fire: (timer: DueTimer, requestId: string) => unknown = () => undefined,
): string[] => {
  const fired: string[] = [];
  started.push(
    startTimers({
      nats,
      service: 'lending',
      clock: now,
      everyMs: 20,
      due: async (at, limit) => table.filter(({ dueAt }) => dueAt <= at).slice(0, limit),
      fire: async (each, { requestId }) => {
        fired.push(each.id);
        await fire(each, requestId);
      },
    }),
  );
  return fired;
};

beforeAll(async () => {
  server = await startNatsServer();
  nats = await server.connect();
  await bringStreams(nats, { streams: [leaseStream] });
});
afterEach(async () => {
  await Promise.all(started.map((each) => each.stop()));
  started = [];
});
afterAll(async () => {
  await nats.close();
  await server.stop();
});

test('a timer fires once when it is due, under its own id as request id', async () => {
  const [early, late] = [timer('2026-07-06T01:00:00.000Z'), timer('2026-07-06T03:00:00.000Z')];
  let now = '2026-07-06T02:00:00.000Z';
  const requests: string[] = [];
  const fired = firing(
    [early, late],
    () => now,
    (_, requestId) => requests.push(requestId),
  );
  await eventually(() => fired.length === 1);
  now = '2026-07-06T04:00:00.000Z';
  await eventually(() => fired.length === 2);
  expect(fired).toEqual([early.id, late.id]);
  expect(requests).toEqual(fired);
});

test('a timer that a rule refuses is left alone, one with a passing failure is retried', async () => {
  const [refused, unlucky, last] = [
    timer('2026-07-06T01:00:00.000Z'),
    timer('2026-07-06T01:01:00.000Z'),
    timer('2026-07-06T01:02:00.000Z'),
  ];
  let failures = 0;
  const fired = firing(
    [refused, unlucky, last],
    () => '2026-07-06T02:00:00.000Z',
    ({ id }) => {
      if (id === refused.id) throw refuse('LOAN_CLOSED');
      if (id === unlucky.id && failures++ < 1) throw new DomainError('unavailable', 'LOG_AWAY');
    },
  );
  await eventually(() => fired.length === 4);
  expect(fired).toEqual([refused.id, unlucky.id, last.id, unlucky.id]);
});

test('of two processes one fires', async () => {
  const due = timer('2026-07-06T01:00:00.000Z');
  const both = [
    firing([due], () => '2026-07-06T02:00:00.000Z'),
    firing([due], () => '2026-07-06T02:00:00.000Z'),
  ];
  await eventually(() => both.flat().length === 1);
  expect(both.flat()).toEqual([due.id]);
});
