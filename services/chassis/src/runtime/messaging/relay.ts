import { randomUUID } from 'node:crypto';
import { type AllStreamRecordedEvent, EventStoreDBClient } from '@eventstore/db-client';
import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { publicStream } from '@egov/platform';
import { DomainError } from '../../domain/refusal.ts';
import { continuing } from '../../telemetry/spans.ts';
import { counter, gauge } from '../../telemetry/signals.ts';
import type { KeyStore } from '../keys/key-store.ts';
import type { Logger } from '../logger/logger.ts';
import type { ChainKeys } from '../event-log/chain-keys.ts';
import { type Declarations, type EventDecoder, eventDecoder } from '../event-log/event-decoder.ts';
import type { StoredEvent } from '../event-log/stored-event.ts';
import { provenOnly } from '../event-log/proven-only.ts';
import { startFeed } from '../projections/event-feed.ts';
import { cloudEventHeaders } from './cloud-event.ts';
import { holdLease } from './lease.ts';
import { previousPublic } from './previous-public.ts';
import type { PublicMessage, Publisher } from './public-message.ts';
import { type Passed, type RelayProgress, inLog, relayProgress } from './relay-progress.ts';

/** Options of a relay. `nats` must reconnect forever (`maxReconnectAttempts: -1`). */
export type RelayOptions = Readonly<{
  eventStoreUrl: string;
  nats: NatsConnection;
  service: string;
  publisher: Publisher;
  prefixes: readonly string[];
  catalogues: Readonly<Record<string, Declarations>>;
  keys: KeyStore;
  /** What they do not prove is not published. */
  chainKeys: ChainKeys;
  /** Whether imported history is published too; by default it is not. */
  imports?: boolean;
  logger?: Logger;
}>;

/** Publishes a service's public events, in the order of the log, one process at a time. */
export type Relay = Readonly<{
  /** Whether this process is the one that publishes. */
  leads: () => boolean;
  /** The last log position that this process has processed as leader. */
  position: () => bigint;
  stop: () => Promise<void>;
}>;

const ON_THE_WAY = 256;
const NOTED_EVERY_MS = 5_000;
const ANSWERED_WITHIN_MS = 5_000;

const relayPublished = counter('relayPublished');

/**
 * Starts the relay. Every replica may: a lease chooses one, and JetStream refuses a message whose predecessor
 * is not the stream's last, so that a process that lost the lease unnoticed cannot publish. It continues
 * after the last message of the stream.
 */
export const startRelay = (options: RelayOptions): Relay => {
  const { nats, service, logger } = options;
  const client = EventStoreDBClient.connectionString(options.eventStoreUrl);
  let position = -1n;
  const lease = holdLease({
    nats,
    name: `relay_${service}`,
    holder: randomUUID(),
    work: async (signal) => {
      const progress = await relayProgress(nats, service);
      logger?.info({ service }, 'the relay of this process publishes');
      await lead({
        options,
        client,
        progress,
        signal,
        at: (commit) => {
          position = commit;
        },
      });
    },
    failed: (error) => logger?.warn({ service, err: error }, 'the relay was interrupted'),
  });
  const stopGauge = gauge('relayLeads', () => Number(lease.held()), { service });
  return {
    leads: lease.held,
    position: () => position,
    stop: async () => {
      stopGauge();
      await lease.stop();
      await client.dispose();
    },
  };
};

type Lead = Readonly<{
  options: RelayOptions;
  client: EventStoreDBClient;
  progress: RelayProgress;
  signal: AbortSignal;
  at: (commit: bigint) => void;
}>;

const lead = async ({ options, client, progress, signal, at }: Lead): Promise<void> => {
  const resume = await progress.resumePoint();
  if (resume.passed !== undefined && !(await inLog(client, resume.passed))) {
    throw new DomainError('unavailable', 'RELAY_AHEAD_OF_LOG', {
      service: options.service,
      position: resume.passed.commit,
    });
  }
  const publish = publication(options, client, resume.sequence);
  let passed = resume.passed;
  let noted = passed;
  const note = async (): Promise<void> => {
    if (passed === undefined || passed === noted) return;
    const reached: Passed = passed;
    await progress.note(reached);
    noted = reached;
  };
  const ended = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => ended.resolve());
  if (signal.aborted) ended.resolve();
  const feed = startFeed({
    client,
    prefixes: options.prefixes,
    from: async () => passed,
    apply: async (events) => {
      await publish(events, signal);
      const last = events.at(-1);
      if (last === undefined) return;
      passed = { ...last.position, eventId: last.id };
      at(passed.commit);
    },
    caughtUp: () => undefined,
    failed: ended.reject,
    disconnected: (error) =>
      options.logger?.warn({ service: options.service, err: error }, 'the event log is out of reach'),
  });
  const stopGauge = gauge('relayLagSeconds', () => secondsSince(feed.lagSince()), {
    service: options.service,
  });
  const timer = setInterval(() => void note().catch(ended.reject), NOTED_EVERY_MS);
  try {
    await ended.promise;
  } finally {
    clearInterval(timer);
    stopGauge();
    await feed.stop();
  }
  await note();
};

const secondsSince = (then: Date | undefined): number =>
  then === undefined ? 0 : Math.max(0, (Date.now() - then.getTime()) / 1_000);

type Outgoing = Readonly<{ event: StoredEvent; message: PublicMessage; previous: number | undefined }>;

/**
 * Publishes batches in order: each message names the sequence that must be the stream's last, so many may be
 * in flight at once.
 */
const publication = (
  { nats, service, publisher, catalogues, keys, chainKeys, imports = false }: RelayOptions,
  client: EventStoreDBClient,
  from: number,
) => {
  const published: Publisher = (event) =>
    event.importId !== undefined && !imports ? undefined : publisher(event);
  const stream = jetstream(nats, { timeout: ANSWERED_WITHIN_MS });
  const decoder: EventDecoder = provenOnly(eventDecoder(catalogues, keys), chainKeys);
  const revisions = previousPublic(client, decoder, published);
  let sequence = from;

  const outgoing = async (event: StoredEvent | undefined): Promise<Outgoing | undefined> => {
    const message = event && published(event);
    if (event === undefined || message === undefined) return undefined;
    const previous = await revisions.before(event);
    revisions.published(event);
    return { event, message, previous };
  };
  const send = async ({ event, message, previous }: Outgoing, expected: number): Promise<void> => {
    const span = {
      name: `publish ${message.subject}`,
      kind: 'producer',
      attributes: { service, eventType: event.type },
    } as const;
    const ack = await continuing(event.traceparent, span, () =>
      stream.publish(message.subject, message.message, {
        headers: cloudEventHeaders(service, event, message, previous),
        msgID: event.eventId,
        expect: { streamName: publicStream(service), lastSequence: expected },
      }),
    );
    if (ack.seq !== expected + 1)
      throw new DomainError('conflict', 'RELAY_NOT_ALONE', {
        service,
        expected: expected + 1,
        actual: ack.seq,
      });
  };
  return async (events: readonly AllStreamRecordedEvent[], signal: AbortSignal): Promise<void> => {
    const waiting: Outgoing[] = [];
    const flush = async (): Promise<void> => {
      signal.throwIfAborted();
      const sending = waiting.splice(0);
      const answers = await Promise.allSettled(sending.map((each, index) => send(each, sequence + index)));
      const refused = answers.find((answer) => answer.status === 'rejected');
      if (refused !== undefined) throw refused.reason;
      sequence += sending.length;
      relayPublished(sending.length, { service });
    };
    for (const event of await decoder.batch(events.map((each) => ({ event: each })))) {
      const next = await outgoing(event);
      if (next !== undefined) waiting.push(next);
      if (waiting.length >= ON_THE_WAY) await flush();
    }
    if (waiting.length > 0) await flush();
  };
};
