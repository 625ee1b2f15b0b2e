import { randomUUID } from 'node:crypto';
import { type Consumer, type ConsumerMessages, type JsMsg, jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { ACKNOWLEDGED_WITHIN_MS } from '@egov/platform';
import { continuing } from '../../telemetry/spans.ts';
import { gauge } from '../../telemetry/signals.ts';
import type { Logger } from '../logger/logger.ts';
import { keyedQueue } from '../event-log/keyed-queue.ts';
import { type ReceivedMessage, readCloudEvent } from './cloud-event.ts';
import { holdLease, patiently } from './lease.ts';
import { messageOrder } from './message-order.ts';
import { messageHandling } from './message-handling.ts';
import { type Parking, parking } from './parking.ts';

/** Options of a consumer. `nats` must reconnect forever (`maxReconnectAttempts: -1`). */
export type ConsumerOptions = Readonly<{
  nats: NatsConnection;
  service: string;
  policy: string;
  /** The stream of the other service, `egov_directory`, and the prefix under which its account is asked. */
  stream: string;
  apiPrefix?: string;
  /** Handles the message; must be idempotent. Throws a refusal of a passing kind to be called again. */
  handle: (message: ReceivedMessage, signal: AbortSignal) => Promise<void>;
  /** How many aggregates' messages are handled at once (1). */
  concurrency?: number;
  /** Whether imported history is handled too; by default it is skipped. */
  imports?: boolean;
  logger?: Logger;
}>;

/** Handles the messages of one policy. */
export type MessageConsumer = Readonly<{
  /** The consumer's durable name. */
  name: string;
  stop: () => Promise<void>;
  retryParked: RetryParked;
}>;

/**
 * Retries parked messages in order until the signal aborts; returns how many are settled and how many remain.
 */
export type RetryParked = (signal: AbortSignal) => Promise<Readonly<{ settled: number; remaining: number }>>;

/**
 * Longer than an acknowledgement may take and than the longest pause before a retry: by then all messages in
 * flight have been redelivered.
 */
const INHERITED_WITHIN_MS = 30_000;
/** A pull is renewed this often, so that a silent server is noticed. */
const PULLED_FOR_MS = 10_000;
const RECONNECT_AFTER_MS = 500;

/**
 * Reads the durable pull consumer `<service>_<policy>`, which `operations broker` makes. Every replica may:
 * one message at a time goes to any of them; with several at once, a lease chooses the replica, since only
 * then is the order within an aggregate kept.
 */
export const startConsumer = async (asked: ConsumerOptions): Promise<MessageConsumer> => {
  const name = `${asked.service}_${asked.policy}`;
  const options = { ...asked, handle: traced(name, asked.handle) };
  const { nats, logger, concurrency = 1 } = options;
  const ending = new AbortController();
  const parked = await parking(nats, name);
  const stopGauge = gauge('parkedMessages', parked.count, { consumer: name });
  const interrupted = (error: unknown): void =>
    logger?.warn({ consumer: name, err: error }, 'the consumer was interrupted');
  const work = (signal: AbortSignal): Promise<void> => consume(options, name, parked, signal);
  const running =
    concurrency === 1
      ? repeatedly(work, interrupted, ending.signal)
      : holdLease({ nats, name: `consumer_${name}`, holder: randomUUID(), work, failed: interrupted });
  return {
    name,
    retryParked: (signal) => retryParked(parked, options.handle, AbortSignal.any([ending.signal, signal])),
    stop: async () => {
      stopGauge();
      ending.abort();
      await ('stop' in running ? running.stop() : running);
    },
  };
};

/** Handles a message as part of the trace that published it. */
const traced =
  (consumer: string, handle: ConsumerOptions['handle']): ConsumerOptions['handle'] =>
  (message, signal) =>
    continuing(
      message.traceparent,
      { name: `process ${message.subject}`, kind: 'consumer', attributes: { consumer } },
      () => handle(message, signal),
    );

const repeatedly = async (
  work: (signal: AbortSignal) => Promise<void>,
  interrupted: (error: unknown) => void,
  signal: AbortSignal,
): Promise<void> => {
  while (!signal.aborted) {
    try {
      await work(signal);
    } catch (error) {
      if (!signal.aborted) interrupted(error);
    }
    await patiently(RECONNECT_AFTER_MS, signal);
  }
};

const consume = async (
  options: ConsumerOptions,
  name: string,
  parked: Parking,
  signal: AbortSignal,
): Promise<void> => {
  const { concurrency = 1, imports = false, handle, logger } = options;
  const consumer = await jetstream(options.nats, { apiPrefix: options.apiPrefix ?? '$JS.API' }).consumers.get(
    options.stream,
    name,
  );
  const order = messageOrder({
    holds: parked.holds,
    oneAtATime: concurrency === 1,
    inherited: await inheritance(consumer),
  });
  const handling = messageHandling({
    name,
    parked,
    order,
    handle,
    imports,
    signal,
    ...(logger === undefined ? {} : { logger }),
  });
  const messages = await consumer.consume({ max_messages: concurrency, expires: PULLED_FOR_MS });
  const stop = (): void => messages.stop();
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    await dispatch(messages, concurrency, handling);
  } finally {
    signal.removeEventListener('abort', stop);
    messages.stop();
  }
};

/**
 * Returns whether messages delivered before this process started may still be unsettled; after the
 * acknowledgement time, all have been redelivered.
 */
const inheritance = async (consumer: Consumer): Promise<() => Promise<boolean>> => {
  const { num_ack_pending: unsettled, delivered } = await consumer.info();
  const until = performance.now() + INHERITED_WITHIN_MS;
  let settled = unsettled === 0;
  return async () => {
    settled ||=
      performance.now() > until || (await consumer.info()).ack_floor.stream_seq >= delivered.stream_seq;
    return !settled;
  };
};

type Handling = (message: JsMsg, received: ReceivedMessage | undefined) => Promise<void>;

const dispatch = async (messages: ConsumerMessages, concurrency: number, handle: Handling): Promise<void> => {
  const queue = keyedQueue();
  const running = new Set<Promise<void>>();
  let failure: { error: unknown } | undefined;
  for await (const message of messages) {
    const received = readCloudEvent(message.subject, message.headers, message.data);
    const working = setInterval(() => message.working(), ACKNOWLEDGED_WITHIN_MS / 3);
    const work: Promise<void> = queue
      .run(received?.aggregateId ?? '', () => handle(message, received))
      .catch((error: unknown) => {
        failure ??= { error };
      })
      .finally(() => {
        clearInterval(working);
        running.delete(work);
      });
    running.add(work);
    if (running.size >= concurrency) await Promise.race(running);
    if (failure !== undefined) break;
  }
  await Promise.all(running);
  if (failure !== undefined) throw failure.error;
};

const retryParked = async (parked: Parking, handle: ConsumerOptions['handle'], signal: AbortSignal) => {
  const staying = new Set<string>();
  let settled = 0;
  let remaining = 0;
  for await (const { sequence, message } of parked.all()) {
    const done =
      !signal.aborted &&
      message !== undefined &&
      !staying.has(message.aggregateId) &&
      (await handle(message, signal).then(
        () => true,
        () => false,
      ));
    if (done) await parked.remove(sequence);
    else if (message !== undefined) staying.add(message.aggregateId);
    settled += done ? 1 : 0;
    remaining += done ? 0 : 1;
  }
  return { settled, remaining };
};
