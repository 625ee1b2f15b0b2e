import { randomUUID } from 'node:crypto';
import { jetstream } from '@nats-io/jetstream';
import { type NatsConnection, headers } from '@nats-io/transport-node';
import { publicEventsStream } from '@egov/platform';
import { bringStreams } from '../bring-streams.ts';

/** Publishes what the library's relay would publish. */
export const publicEvents = async (nats: NatsConnection) => {
  await bringStreams(nats, { streams: [publicEventsStream('lending')] });
  const client = jetstream(nats);
  let position = 0;
  return {
    publish: async (
      aggregateId: string,
      revision: number,
      options: Readonly<{ previous?: number; importId?: string }> = {},
    ): Promise<string> => {
      const id = randomUUID();
      const attributes = headers();
      position += 1;
      const values = {
        'ce-specversion': '1.0',
        'ce-id': id,
        'ce-source': '/egov/lending',
        'ce-type': 'egov.lending.events.v1.BookLent',
        'ce-subject': aggregateId,
        'ce-time': '2026-07-06T02:15:00.000Z',
        'egov-position': String(position),
        'egov-revision': String(revision),
        'egov-previous': options.previous?.toString() ?? '',
        'egov-import': options.importId ?? '',
      };
      for (const [name, value] of Object.entries(values)) if (value !== '') attributes.set(name, value);
      await client.publish('egov.lending.loan.book_lent.v1', Buffer.from(aggregateId), {
        headers: attributes,
        msgID: id,
      });
      return id;
    },
    publishNonsense: () => client.publish('egov.lending.loan.book_lent.v1', 'nonsense'),
  };
};
