import {
  type ConsumerConfig,
  JetStreamApiCodes,
  JetStreamApiError,
  type JetStreamManager,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
} from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { BrokerConsumer, BrokerStream } from '@egov/platform';

/** What an account of the broker must hold; each stream on so many nodes. */
export type Wanted = Readonly<{
  streams: readonly BrokerStream[];
  consumers?: Readonly<{ stream: string; of: readonly BrokerConsumer[] }>;
  replicas?: number;
}>;

/**
 * Makes the streams, buckets and durable consumers of one account, and brings those that exist to their
 * configuration. Returns the names of the streams that were made or changed. Run by jobs and tests only: no
 * process has the right.
 */
export async function bringStreams(
  nats: NatsConnection,
  { streams, consumers, replicas = 1 }: Wanted,
): Promise<readonly string[]> {
  const jsm = await jetstreamManager(nats);
  const changed: string[] = [];
  for (const stream of streams)
    if (await brought(jsm, { ...stream, num_replicas: replicas })) changed.push(stream.name);
  if (consumers !== undefined)
    for (const consumer of consumers.of) await bringConsumer(jsm, consumers.stream, consumer);
  return changed;
}

async function brought(
  { streams }: JetStreamManager,
  wanted: BrokerStream & Readonly<{ num_replicas: number }>,
): Promise<boolean> {
  const config = wanted as Partial<StreamConfig> & Pick<StreamConfig, 'name'>;
  const existing = await streams.info(wanted.name).catch(undefinedIfAbsent);
  if (existing === undefined) {
    await streams.add({ storage: StorageType.File, retention: RetentionPolicy.Limits, ...config });
    return true;
  }
  const now: Readonly<Record<string, unknown>> = { ...existing.config };
  const differs = Object.entries(wanted).some(
    ([field, value]) => JSON.stringify(now[field] ?? false) !== JSON.stringify(value),
  );
  if (differs) await streams.update(wanted.name, config);
  return differs;
}

async function bringConsumer(
  { consumers }: JetStreamManager,
  stream: string,
  consumer: BrokerConsumer,
): Promise<void> {
  const config = consumer as Partial<ConsumerConfig>;
  const existing = await consumers.info(stream, consumer.durable_name).catch(undefinedIfAbsent);
  if (existing === undefined) await consumers.add(stream, config);
  else await consumers.update(stream, consumer.durable_name, config);
}

const ABSENT: readonly number[] = [JetStreamApiCodes.StreamNotFound, JetStreamApiCodes.ConsumerNotFound];

function undefinedIfAbsent(error: unknown): undefined {
  if (error instanceof JetStreamApiError && ABSENT.includes(error.code)) return undefined;
  throw error;
}
