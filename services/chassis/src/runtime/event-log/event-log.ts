import type { EventStoreDBClient } from '@eventstore/db-client';
import { DomainError, type Instant } from '../../domain/mod.ts';
import { inSpan } from '../../telemetry/spans.ts';
import type { KeyStore } from '../keys/key-store.ts';
import type { ChainKeys } from './chain-keys.ts';
import type { ProposedEvent } from './encode-events.ts';
import { appendExactly, openClient } from './event-store-client.ts';
import { eventLogMetrics } from './event-log-metrics.ts';
import { type ReadOptions, readEnd, readEvents, readLog } from './read-events.ts';
import type { StoreClient } from './store-client.ts';
import { partsOfStream, type RawEvent } from './stored-event.ts';

/** The part of a logger that the event log uses; facts are never personal. */
export type EventLogLogger = Readonly<
  Record<'info' | 'warn' | 'error', (facts: object, message: string) => void>
>;

/** The log of one service: what happened, and nothing derived from it. */
export type EventLog = Readonly<{
  service: string;
  province: string;
  epoch: string;
  keys: KeyStore;
  chainKeys: ChainKeys;
  clock: () => Instant;
  logger: EventLogLogger;
  /**
   * Appends at exactly this revision (−1: the stream does not exist yet); returns the last event's position,
   * or `conflict`.
   */
  append: (stream: string, events: ProposedEvent[], expected: bigint) => Promise<bigint | 'conflict'>;
  /** Reads a stream forwards from a revision; a stream that does not exist is empty. */
  read: (stream: string, from: bigint, options?: ReadOptions) => Promise<RawEvent[]>;
  /** Reads every event of the whole log, system events included. */
  readAll: () => AsyncIterable<RawEvent>;
  /**
   * Returns the position of the log's last event, −1 if there is none. Throws unavailable
   * EVENT_LOG_UNAVAILABLE.
   */
  end: () => Promise<bigint>;
  /** Calls the listener after each read that the log did not answer. */
  onUnanswered: (listener: () => void) => void;
  close: () => Promise<void>;
}>;

/** What opening the log needs. `epoch` changes when the log is restored from a backup. */
export type EventLogOptions = Readonly<{
  url: string;
  service: string;
  province: string;
  epoch?: string;
  keys: KeyStore;
  /** The keys of the service's links. */
  chainKeys: ChainKeys;
  clock: () => Instant;
  logger?: EventLogLogger;
}>;

const SILENT: EventLogLogger = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Opens the event log at a connection string, e.g. `esdb://127.0.0.1:2113?tls=false`. It connects at the
 * first call.
 */
export function openEventLog({ url, ...options }: EventLogOptions): EventLog {
  const client: EventStoreDBClient = openClient(url, options.service);
  return eventLogOver(client, options);
}

/** Makes an event log over a client that is open already. */
export function eventLogOver(
  client: StoreClient,
  { service, province, epoch = '1', keys, chainKeys, clock, logger = SILENT }: Omit<EventLogOptions, 'url'>,
): EventLog {
  const unanswered: (() => void)[] = [];
  return {
    service,
    province,
    epoch,
    keys,
    chainKeys,
    clock,
    logger,
    // The client sends appends over one call that never ends, so they get no spans from it.
    append: (stream, events, expected) => {
      const { category } = partsOfStream(stream);
      return inSpan({ name: `append ${category}`, attributes: { category } }, () =>
        appendExactly(client, stream, events, expected),
      );
    },
    read: async (stream, from, options) => {
      try {
        return await readEvents(client, stream, from, options);
      } catch (error) {
        if (error instanceof DomainError && error.reason === 'EVENT_LOG_UNAVAILABLE') {
          eventLogMetrics.unansweredReads.add(1, { service });
          logger.warn({ stream, type: error.facts['type'] }, 'the event log did not answer a read');
          for (const listener of unanswered) listener();
        }
        throw error;
      }
    },
    readAll: () => readLog(client),
    end: () => readEnd(client),
    onUnanswered: (listener) => void unanswered.push(listener),
    close: () => client.dispose(),
  };
}
