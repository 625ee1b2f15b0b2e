import { type ChainBreak, walkChain } from './chain-walk.ts';
import type { EventLog } from './event-log.ts';
import { chainAlarm } from './fold.ts';

/** What was verified, and the first break of each stream that has one. */
export type Verification = Readonly<{ streams: number; events: number; breaks: readonly ChainBreak[] }>;

/**
 * Follows the chain of one stream and raises the alarm where it breaks. A cut tail is not found here: that
 * takes a statement, kept elsewhere, of how far the stream went.
 */
export async function verifyChain(log: EventLog, stream: string): Promise<Verification> {
  const walk = walkChain(stream, log.chainKeys);
  const events = await log.read(stream, 0n);
  let broken: ChainBreak | undefined;
  for (const event of events) broken ??= walk.next(event);
  broken ??= walk.end();
  if (broken) chainAlarm(log, broken);
  return { streams: events.length === 0 ? 0 : 1, events: events.length, breaks: broken ? [broken] : [] };
}

/**
 * Follows the chains of all streams with the prefix, by default those of the log's service, in one pass over
 * the whole log.
 */
export async function verifyAllChains(
  log: EventLog,
  { prefixes = [`${log.service}_`] }: { prefixes?: readonly string[] } = {},
): Promise<Verification> {
  const walks = new Map<string, ReturnType<typeof walkChain>>();
  const breaks = new Map<string, ChainBreak>();
  let events = 0;
  for await (const event of log.readAll()) {
    if (event.streamId.startsWith('$') || !prefixes.some((prefix) => event.streamId.startsWith(prefix)))
      continue;
    events += 1;
    const walk = walks.get(event.streamId) ?? walkChain(event.streamId, log.chainKeys);
    walks.set(event.streamId, walk);
    const broken = breaks.has(event.streamId) ? undefined : walk.next(event);
    if (broken) breaks.set(event.streamId, broken);
  }
  for (const [stream, walk] of walks) {
    const broken = breaks.has(stream) ? undefined : walk.end();
    if (broken) breaks.set(stream, broken);
  }
  for (const broken of breaks.values()) chainAlarm(log, broken);
  return { streams: walks.size, events, breaks: [...breaks.values()] };
}
