import type { EventStoreDBClient, Position } from '@eventstore/db-client';
import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { type KV, Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { publicStream } from '@egov/platform';

/** An event that the relay has processed, published or not, along with everything before it. */
export type Passed = Readonly<{ commit: bigint; prepare: bigint; eventId: string }>;

/** Where a relay continues: after which event, and with which last sequence of the stream. */
export type ResumePoint = Readonly<{ passed: Passed | undefined; sequence: number }>;

const BUCKET = 'relay_progress';

/**
 * Remembers the relay's progress past events that are not public, and past messages that have expired from
 * the stream.
 */
export const relayProgress = async (nats: NatsConnection, service: string) => {
  const jsm = await jetstreamManager(nats);
  const bucket = await new Kvm(nats).open(BUCKET, { allow_direct: true });
  return {
    resumePoint: async (): Promise<ResumePoint> => {
      const { state } = await jsm.streams.info(publicStream(service));
      const [published, noted] = await Promise.all([lastPublished(jsm, service), lastNoted(bucket, service)]);
      const passed =
        noted !== undefined && (published === undefined || noted.commit > published.commit)
          ? noted
          : published;
      return { passed, sequence: state.last_seq };
    },
    note: async ({ commit, prepare, eventId }: Passed): Promise<void> => {
      await bucket.put(service, JSON.stringify([commit.toString(), prepare.toString(), eventId]));
    },
  };
};

/** The progress of one service's relay. */
export type RelayProgress = Awaited<ReturnType<typeof relayProgress>>;

const lastPublished = async (jsm: JetStreamManager, service: string): Promise<Passed | undefined> => {
  const last = await jsm.streams.getMessage(publicStream(service), { last_by_subj: `egov.${service}.>` });
  if (last === null) return undefined;
  const commit = BigInt(last.header.get('egov-position'));
  return { commit, prepare: commit, eventId: last.header.get('ce-id') };
};

const lastNoted = async (bucket: KV, service: string): Promise<Passed | undefined> => {
  const entry = await bucket.get(service);
  if (entry === null || entry.length === 0) return undefined;
  const [commit, prepare, eventId] = entry.json<readonly [string, string, string]>();
  return { commit: BigInt(commit), prepare: BigInt(prepare), eventId };
};

/**
 * Returns whether the log still has that event at that position: after the log was restored, published
 * messages may be ahead of it.
 */
export const inLog = async (
  client: EventStoreDBClient,
  { commit, prepare, eventId }: Passed,
): Promise<boolean> => {
  const fromPosition: Position = { commit, prepare };
  let found = false;
  // Read to its end: `dispose` waits forever for a read that was left early.
  for await (const { event } of client.readAll({ fromPosition, direction: 'forwards', maxCount: 1 }))
    found = event?.id === eventId;
  return found;
};
