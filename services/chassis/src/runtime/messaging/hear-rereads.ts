import type { NatsConnection } from '@nats-io/transport-node';
import { readCloudEvent } from './cloud-event.ts';

/** Marks the cached answers of a service stale, as of a position of its log if that is known. */
export type Reread = (service: string, position?: bigint) => void;

/** Options for hearing of changes. */
export type HearRereadsOptions = Readonly<{
  nats: NatsConnection;
  from: string;
  subjects: readonly string[];
  rereads: (type: string) => boolean;
  reread: Reread;
  failed: (error: unknown) => void;
}>;

/**
 * Listens in this process for events that make cached answers stale. It is a plain subscription, since each
 * process has its own cache: a durable consumer would tell only one replica. Nothing is acknowledged; what
 * was missed while the connection was lost is made up for by rereading once it is back. Returns a stop
 * function.
 */
export async function hearRereads(options: HearRereadsOptions): Promise<() => Promise<void>> {
  const { nats, from, subjects, rereads, reread, failed } = options;
  const subscriptions = subjects.map((subject) =>
    nats.subscribe(subject, {
      callback: (error, message) => {
        if (error !== null) return failed(error);
        const event = readCloudEvent(message.subject, message.headers, message.data);
        if (event !== undefined && rereads(event.type)) reread(from, event.position);
      },
    }),
  );
  // Ends with the connection.
  const reconnections = async (): Promise<void> => {
    for await (const { type } of nats.status()) if (type === 'reconnect') reread(from);
  };
  void reconnections().catch(failed);
  await nats.flush();
  return async () => {
    for (const subscription of subscriptions) subscription.unsubscribe();
  };
}
