import type { NatsConnection } from '@nats-io/transport-node';
import { readCloudEvent } from './cloud-event.ts';

/** Makes what is kept of a service's answers out of date, as of a position of its log where that is known. */
export type Reread = (service: string, position?: bigint) => void;

/** What hearing of changes needs. */
export type HearRereadsOptions = Readonly<{
  nats: NatsConnection;
  from: string;
  subjects: readonly string[];
  rereads: (type: string) => boolean;
  reread: Reread;
  failed: (error: unknown) => void;
}>;

/**
 * Hears in this process what makes kept answers out of date. A plain subscription, as what a process keeps is
 * its own: a durable consumer would tell one replica. Nothing is acknowledged; what was missed while the
 * connection was lost is made good by rereading once it is back. Returns what stops it.
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
