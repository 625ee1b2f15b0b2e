import type { ChainKeys } from '../chain-keys.ts';
import { CHAIN_START, linkOf } from '../chain-link.ts';
import { encodeEvents } from '../encode-events.ts';
import type { RawEvent } from '../stored-event.ts';
import { boxCatalogue, boxLog, call } from './counter-box.ts';
import { inMemoryClient } from './in-memory-client.ts';

type Place = Readonly<{ stream: string; first?: bigint; link?: string }>;

/** Events as a service writes them after a revision, under the current one of its keys. */
export async function keyedEvents(
  count: number,
  chainKeys: ChainKeys,
  { stream, first = 0n, link = CHAIN_START }: Place,
): Promise<RawEvent[]> {
  const { proposed } = await encodeEvents(
    Array.from({ length: count }, (_, index) => ({
      type: 'PaperPut' as const,
      data: { title: `paper ${index}` },
    })),
    {
      stream,
      tail: { revision: first - 1n, at: '', link },
      context: call('request'),
      declarations: boxCatalogue,
      log: boxLog(inMemoryClient(), { chainKeys }),
    },
  );
  return proposed.map(({ id, type, data, metadata }, index) => ({
    streamId: stream,
    id,
    type,
    data,
    metadata,
    revision: first + BigInt(index),
    position: { commit: 10n + first + BigInt(index) },
  }));
}

/** Events as services wrote them before there were keys. */
export function unkeyedEvents(count: number, keys: ChainKeys, stream: string): RawEvent[] {
  const events: RawEvent[] = [];
  for (let n = 0; n < count; n += 1) {
    const last = events.at(-1);
    events.push({
      streamId: stream,
      id: `id-${n}`,
      revision: BigInt(n),
      type: 'PaperPut',
      data: { title: `paper ${n}` },
      metadata: { at: 't', chain: last ? linkOf(last, keys).link : CHAIN_START },
      position: { commit: 10n + BigInt(n) },
    });
  }
  return events;
}
