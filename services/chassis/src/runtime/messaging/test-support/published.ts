import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { type ReceivedMessage, readCloudEvent } from '../cloud-event.ts';

/** All messages of a stream, in order. */
export const published = async (
  nats: NatsConnection,
  stream: string,
): Promise<readonly ReceivedMessage[]> => {
  const jsm = await jetstreamManager(nats);
  const info = await jsm.streams.info(stream);
  if (info.state.messages === 0) return [];
  const consumer = await jetstream(nats).consumers.get(stream);
  const found: ReceivedMessage[] = [];
  while (found.length < info.state.messages) {
    for await (const message of await consumer.fetch({
      max_messages: info.state.messages - found.length,
      expires: 1_000,
    })) {
      const read = readCloudEvent(message.subject, message.headers, Buffer.from(message.data));
      if (read === undefined) throw new TypeError(`Message ${message.seq} is no CloudEvent.`);
      found.push(read);
    }
  }
  return found;
};
