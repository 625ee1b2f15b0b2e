import { jetstreamManager } from '@nats-io/jetstream';
import { connectNats } from '@egov/chassis/runtime';
import type { ServiceName } from '@egov/platform';
import type { Platform } from './platform.ts';

/** A message that the relay has published. */
export type Published = Readonly<{ id: string; type: string; position: bigint; revision: bigint }>;

/** Returns every message of a service's JetStream stream, in order. */
export async function publicMessages(
  { nats }: Pick<Platform, 'nats'>,
  service: ServiceName,
): Promise<readonly Published[]> {
  const connection = await connectNats(nats.now().urlOf(service), 'test');
  try {
    const { streams } = await jetstreamManager(connection);
    const { state } = await streams.info(`egov_${service}`);
    const published: Published[] = [];
    for (let seq = state.first_seq; seq <= state.last_seq; seq += 1) {
      const message = await streams.getMessage(`egov_${service}`, { seq });
      if (message === null) continue;
      const { header } = message;
      published.push({
        id: header.get('ce-id'),
        type: header.get('ce-type'),
        position: BigInt(header.get('egov-position')),
        revision: BigInt(header.get('egov-revision')),
      });
    }
    return published;
  } finally {
    await connection.close();
  }
}
