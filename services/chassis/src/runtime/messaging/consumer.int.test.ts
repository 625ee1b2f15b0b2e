import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { leaseStream, parkedStream, policyConsumer } from '@egov/platform';
import { DomainError, refuse } from '../../domain/refusal.ts';
import { eventually } from '../../testing/eventually.ts';
import { type NatsServer, startNatsServer } from '../keys/test-support/nats-server.ts';
import { bringStreams } from './bring-streams.ts';
import type { ReceivedMessage } from './cloud-event.ts';
import { type MessageConsumer, startConsumer } from './consumer.ts';
import { type ParkedMessage, parking } from './parking.ts';
import { publicEvents } from './test-support/public-events.ts';

let server: NatsServer;
let nats: NatsConnection;
let lending: Awaited<ReturnType<typeof publicEvents>>;
let consumers: MessageConsumer[];
let handled: string[];

const label = ({ aggregateId, revision }: ReceivedMessage): string => `${aggregateId}@${revision}`;
const consuming = async (
  react: (message: ReceivedMessage, signal: AbortSignal) => unknown = () => undefined,
  concurrency = 1,
): Promise<MessageConsumer> => {
  const stream = 'egov_lending';
  const policy = { service: 'reminders', policy: 'remind_readers', stream };
  const atOnce = concurrency === 1 ? 1 : 4 * concurrency;
  const durable = policyConsumer(policy.service, policy.policy, ['egov.lending.loan.>'], atOnce);
  await bringStreams(nats, { streams: [parkedStream, leaseStream], consumers: { stream, of: [durable] } });
  const consumer = await startConsumer({
    nats,
    ...policy,
    concurrency,
    handle: async (message, signal) => {
      await react(message, signal);
      handled.push(label(message));
    },
  });
  consumers.push(consumer);
  return consumer;
};
const parkedMessages = async (): Promise<readonly ParkedMessage[]> => {
  const found: ParkedMessage[] = [];
  for await (const message of (await parking(nats, 'reminders_remind_readers')).all()) found.push(message);
  return found;
};
const retried = ({ retryParked }: MessageConsumer) => retryParked(new AbortController().signal);
const handledAll = (...labels: readonly string[]) =>
  eventually(() => labels.every((each) => handled.includes(each)));

beforeAll(async () => {
  server = await startNatsServer();
});
beforeEach(async () => {
  nats = await server.connect();
  lending = await publicEvents(nats);
  consumers = [];
  handled = [];
});
afterEach(async () => {
  await Promise.all(consumers.map((consumer) => consumer.stop()));
  const jsm = await jetstreamManager(nats);
  for await (const { config } of jsm.streams.list()) await jsm.streams.delete(config.name);
  await nats.close();
});
afterAll(() => server.stop());

test('events are handled in order, and once, by any replica', async () => {
  for (let revision = 0; revision < 5; revision += 1)
    await lending.publish('loan', revision, revision === 0 ? {} : { previous: revision - 1 });
  await consuming();
  await consuming();
  await handledAll('loan@4');
  expect(handled).toEqual(['loan@0', 'loan@1', 'loan@2', 'loan@3', 'loan@4']);
});

test('a restarted consumer continues where it stopped', async () => {
  const first = await consuming();
  await lending.publish('loan', 0);
  await handledAll('loan@0');
  await first.stop();
  await lending.publish('loan', 1, { previous: 0 });
  await consuming();
  await handledAll('loan@1');
  expect(handled).toEqual(['loan@0', 'loan@1']);
});

test('a passing failure is retried, and nothing of its aggregate overtakes it', async () => {
  let failures = 0;
  await consuming((message) => {
    if (label(message) === 'loan@0' && failures++ < 2) throw new DomainError('unavailable', 'DIRECTORY_AWAY');
  });
  await lending.publish('loan', 0);
  await lending.publish('loan', 1, { previous: 0 });
  await handledAll('loan@1');
  expect(handled).toEqual(['loan@0', 'loan@1']);
  expect(await parkedMessages()).toEqual([]);
});

test('several aggregates at once: one that is retried holds up no other', async () => {
  let failures = 0;
  const others = ['a@0', 'b@0', 'c@0'];
  await consuming((message) => {
    const isAlone = failures >= 3 && others.every((each) => handled.includes(each));
    if (label(message) !== 'slow@0' || isAlone) return;
    failures += 1;
    throw new DomainError('unavailable', 'DIRECTORY_AWAY');
  }, 3);
  await lending.publish('slow', 0);
  await lending.publish('slow', 1, { previous: 0 });
  for (const id of ['a', 'b', 'c']) await lending.publish(id, 0);
  await handledAll('slow@1', ...others);
  expect(handled.slice(-2)).toEqual(['slow@0', 'slow@1']);
  expect(handled.slice(0, -2).toSorted()).toEqual(others);
});

test('poison and what follows it are parked, others go on, a retry settles them in order', async () => {
  let poisonous = true;
  const consumer = await consuming((message) => {
    if (poisonous && label(message) === 'bad@0') throw refuse('READER_UNKNOWN');
  });
  await lending.publish('bad', 0);
  await lending.publish('bad', 3, { previous: 0 });
  await lending.publish('good', 0);
  await handledAll('good@0');
  expect((await parkedMessages()).map(({ reason, message }) => [message && label(message), reason])).toEqual([
    ['bad@0', 'READER_UNKNOWN'],
    ['bad@3', 'PREVIOUS_PARKED'],
  ]);
  expect(await retried(consumer)).toEqual({ settled: 0, remaining: 2 });
  poisonous = false;
  expect(await retried(consumer)).toEqual({ settled: 2, remaining: 0 });
  expect(handled.slice(-2)).toEqual(['bad@0', 'bad@3']);
  await lending.publish('bad', 4, { previous: 3 });
  await handledAll('bad@4');
});

test('parked messages may be retried twice at once; one whose caller has gone remains', async () => {
  let poisonous = true;
  const consumer = await consuming(() => {
    if (poisonous) throw refuse('READER_UNKNOWN');
  });
  await lending.publish('bad', 0);
  await eventually(async () => (await parkedMessages()).length === 1);
  poisonous = false;
  expect(await consumer.retryParked(AbortSignal.abort())).toEqual({ settled: 0, remaining: 1 });
  await Promise.all([retried(consumer), retried(consumer)]);
  expect(await parkedMessages()).toEqual([]);
});

test('an unforeseen failure is retried a few times, then parked without its text', async () => {
  await consuming((message) => {
    if (message.aggregateId === 'odd') throw new TypeError('about Nguyễn Văn A');
  });
  await lending.publish('odd', 0);
  const [parked] = await eventually(async () =>
    (await parkedMessages()).length > 0 ? parkedMessages() : undefined,
  );
  expect(parked?.reason).toBe('TRIED_IN_VAIN:TypeError');
});

test('a message that is no CloudEvent is parked', async () => {
  await consuming();
  await lending.publishNonsense();
  await lending.publish('loan', 0);
  await handledAll('loan@0');
  expect((await parkedMessages()).map(({ reason }) => reason)).toEqual(['NOT_A_CLOUD_EVENT']);
});

test('imported history is skipped', async () => {
  await consuming();
  await lending.publish('past', 0, { importId: randomUUID() });
  await lending.publish('present', 0);
  await handledAll('present@0');
  expect(handled).toEqual(['present@0']);
});

test('nats-server killed while messages are handled: each is handled', async () => {
  await consuming();
  const ids = Array.from({ length: 300 }, (_, at) => `loan-${at}`);
  for (const id of ids) await lending.publish(id, 0);
  await eventually(() => handled.length > 20);
  await server.restart('SIGKILL');
  await handledAll(...ids.map((id) => `${id}@0`));
});
