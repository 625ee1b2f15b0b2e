import {
  type Command,
  type Decider,
  type Event,
  type Instant,
  type Recorded,
  DomainError,
} from '../../domain/mod.ts';
import { CHAIN_START } from './chain-link.ts';
import { type ChainBreak, walkChain } from './chain-walk.ts';
import { type Declarations, decodeAll } from './event-decoder.ts';
import { eventLogMetrics } from './event-log-metrics.ts';
import type { EventLog } from './event-log.ts';
import type { RawEvent, StoredEvent } from './stored-event.ts';

/** What the fold remembers of a request that changed the stream. */
export type AnsweredRequest = Readonly<{ hash: string | undefined; last: bigint }>;

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

/** What reading and folding a stream needs. */
export type FoldSource<S, C extends Command, E extends Event> = Readonly<{
  log: EventLog;
  stream: string;
  declarations: Declarations;
  decider: Decider<S, C, E>;
}>;

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
export function advance<S, E extends Event>(
  fold: Fold<S>,
  events: readonly Recorded<E>[],
  evolve: (state: S, event: Recorded<E>) => S,
  tail: Readonly<{ revision: bigint; position: bigint; at: Instant; link: string }>,
): Fold<S> {
  return { ...tail, state: events.reduce(evolve, fold.state), requests: fold.requests };
}

/**
 * Reads on from a fold's revision, checking the chain on the way. Throws unavailable CHAIN_BROKEN {stream,
 * revision}, SCHEMA_UNKNOWN.
 */
export async function readOn<S, C extends Command, E extends Event>(
  fold: Fold<S>,
  source: FoldSource<S, C, E>,
): Promise<{ fold: Fold<S>; events: StoredEvent<E>[] }> {
  const { log, stream, decider } = source;
  const raw = await log.read(stream, fold.revision + 1n);
  const link = checkedLink(log, stream, fold, raw);
  const events = await decodeAll<E>(raw, source.declarations, log.keys);
  const last = events.at(-1);
  if (!last) return { fold, events };
  for (const event of events) remember(fold.requests, event);
  const tail = { revision: BigInt(last.revision), position: last.position, at: last.at, link };
  return { fold: advance(fold, events, decider.evolve, tail), events };
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
  event: Readonly<{ actor: { id: string }; requestId: string; requestHash?: string; revision: number }>,
): void {
  requests.set(requestKey(event.actor.id, event.requestId), {
    hash: event.requestHash,
    last: BigInt(event.revision),
  });
}

function checkedLink(
  log: EventLog,
  stream: string,
  after: { revision: bigint; link: string },
  events: readonly RawEvent[],
): string {
  const walk = walkChain(stream, after);
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
    'The hash chain of a stream is broken.',
  );
  return new DomainError('unavailable', 'CHAIN_BROKEN', { stream: broken.stream, revision: broken.revision });
}
