import {
  type Command,
  type Decider,
  type Event,
  type Instant,
  type Recorded,
  DomainError,
} from '../../domain/mod.ts';
import { CHAIN_START, predecessorLink } from './chain-link.ts';
import { type ChainBreak, walkChain } from './chain-walk.ts';
import { type Declarations, decodeAll } from './event-decoder.ts';
import { eventLogMetrics } from './event-log-metrics.ts';
import type { EventLog } from './event-log.ts';
import type { RawEvent, StoredEvent } from './stored-event.ts';

/** What the fold remembers of a request that changed the stream. */
export type AnsweredRequest = Readonly<{ digest: string | undefined; last: bigint }>;

/** A stream folded up to a revision; −1 before the first event. */
export type Fold<S> = Readonly<{
  state: S;
  revision: bigint;
  position: bigint;
  at: Instant;
  link: string;
  /**
   * The stream's requests by caller and id. One map is shared by all folds of a stream: it only gains what is
   * in the log, so a fold that finds a later request in it is still right.
   */
  requests: Map<string, AnsweredRequest>;
}>;

/** Identifies a request within its stream: callers choose ids, so two callers may use the same one. */
export const requestKey = (caller: string, requestId: string): string => `${requestId} ${caller}`;

/** How the events of a stream become one value. */
export type Folding<S, E extends Event> = Readonly<{
  initial: S;
  evolve: (state: S, event: StoredEvent<E>) => S;
}>;

/** What reading and folding a stream needs. */
export type ReadSource<S, E extends Event> = Readonly<{
  log: EventLog;
  stream: string;
  declarations: Declarations;
  decider: Folding<S, E>;
  signal?: AbortSignal | undefined;
}>;

/** What reading a stream and deciding on it needs. */
export type FoldSource<S, C extends Command, E extends Event> = ReadSource<S, E> &
  Readonly<{ decider: Decider<S, C, E> }>;

/**
 * The number of events that are read and decoded at once: about ten milliseconds of the thread, which other
 * calls wait for.
 */
const PAGE = 256;

/** A stream before its first event. */
export const emptyFold = <S>(initial: S): Fold<S> => ({
  state: initial,
  revision: -1n,
  position: 0n,
  at: '',
  link: CHAIN_START,
  requests: new Map(),
});

/** Folds events that were just appended, or read. */
export function advance<S, One>(
  fold: Fold<S>,
  events: readonly One[],
  evolve: (state: S, event: One) => S,
  tail: Readonly<{ revision: bigint; position: bigint; at: Instant; link: string }>,
): Fold<S> {
  return { ...tail, state: events.reduce(evolve, fold.state), requests: fold.requests };
}

/**
 * Reads on from a fold's revision, page by page, checking the chain on the way. Throws unavailable
 * CHAIN_BROKEN {stream, revision}, SCHEMA_UNKNOWN.
 */
export async function readOn<S, E extends Event>(
  begun: Fold<S>,
  source: ReadSource<S, E>,
): Promise<{ fold: Fold<S>; events: StoredEvent<E>[] }> {
  const events: StoredEvent<E>[] = [];
  let fold = begun;
  for (;;) {
    const page = await readPage<E>(fold, source);
    const last = page.events.at(-1);
    if (!last) return { fold, events };
    for (const event of page.events) {
      remember(fold.requests, event);
      events.push(event);
    }
    const { link } = page;
    const tail = { revision: BigInt(last.revision), position: last.position, at: last.at, link };
    fold = advance(fold, page.events, source.decider.evolve, tail);
    if (page.events.length < PAGE) return { fold, events };
  }
}

/**
 * Reads some events of a stream after a revision, in the middle of its chain if `after` has a link. Throws as
 * `readOn`.
 */
export async function readPage<E extends Event>(
  after: Readonly<{ revision: bigint; link?: string }>,
  { log, stream, declarations, signal }: Omit<ReadSource<unknown, E>, 'decider'>,
  maxCount = PAGE,
): Promise<{ link: string; events: StoredEvent<E>[] }> {
  const raw = await log.read(stream, after.revision + 1n, { maxCount, signal });
  const [first] = raw;
  const before = after.link ?? (first === undefined ? CHAIN_START : predecessorLink(first));
  const link = checkedLink(log, stream, { revision: after.revision, link: before }, raw);
  return { link, events: await decodeAll<E>(raw, declarations, log.keys) };
}

/** Folds events that are already in memory. */
export function foldOf<S, E extends Event>(
  events: readonly StoredEvent<E>[],
  initial: S,
  evolve: (state: S, event: Recorded<E>) => S,
): S {
  return events.reduce<S>(evolve, initial);
}

/** Records the request that made an event; of several events of one request, the last revision. */
export function remember(
  requests: Map<string, AnsweredRequest>,
  event: Readonly<{ actor: { id: string }; requestId: string; requestDigest?: string; revision: number }>,
): void {
  requests.set(requestKey(event.actor.id, event.requestId), {
    digest: event.requestDigest,
    last: BigInt(event.revision),
  });
}

function checkedLink(
  log: EventLog,
  stream: string,
  after: { revision: bigint; link: string },
  events: readonly RawEvent[],
): string {
  const walk = walkChain(stream, log.chainKeys, after);
  for (const event of events) {
    const broken = walk.next(event);
    if (broken) throw chainAlarm(log, broken);
  }
  const broken = walk.end();
  if (broken) throw chainAlarm(log, broken);
  return walk.link;
}

/** Raises the alarm for a broken chain and makes its error. */
export function chainAlarm(
  { logger, service }: Pick<EventLog, 'logger' | 'service'>,
  broken: ChainBreak,
): DomainError {
  eventLogMetrics.chainBreaks.add(1, { service });
  logger.error(
    { stream: broken.stream, revision: broken.revision.toString(), reason: broken.reason },
    'The chain of a stream is broken.',
  );
  return new DomainError('unavailable', 'CHAIN_BROKEN', { stream: broken.stream, revision: broken.revision });
}
