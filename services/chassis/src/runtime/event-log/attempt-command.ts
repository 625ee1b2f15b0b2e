import type { Command, Event } from '../../domain/mod.ts';
import { DomainError, exists, missing } from '../../domain/refusal.ts';
import type { CommandInput, Handled, HandleRequest } from './command-contract.ts';
import { encodeEvents } from './encode-events.ts';
import { eventLogMetrics } from './event-log-metrics.ts';
import type { FoldMemory } from './fold-memory.ts';
import { isSameRequest } from './request-digest.ts';
import {
  type AnsweredRequest,
  type Fold,
  type FoldSource,
  advance,
  emptyFold,
  foldOf,
  readOn,
  remember,
  requestKey,
} from './fold.ts';

/** After this many lost races the command fails instead of making the caller wait. */
const RETRIES = 2;

type Decision<S, E extends Event> = Readonly<
  { fold: Fold<S>; repeated: AnsweredRequest } | { fold: Fold<S>; repeated?: never; events: readonly E[] }
>;

/**
 * Handles one command: decides on the fold in memory, appends, and after a lost race reads on and decides
 * again.
 */
export async function attemptCommand<S, C extends Command, E extends Event>(
  request: HandleRequest<S, C>,
  source: FoldSource<S, C, E>,
  memory: FoldMemory<S>,
): Promise<Handled<S, E>> {
  let { fold, fresh } = await firstFold(request, source, memory);
  for (let retry = 0; ; retry += 1) {
    request.context.signal?.throwIfAborted();
    const decision = await surely(request, source, fold, fresh);
    memory.keep(source.stream, decision.fold);
    if (decision.repeated) return firstAnswer(request, source, decision.repeated);
    if (decision.events.length === 0) return answer(request.id, decision.fold, []);
    const done = await append(request, source, decision.fold, decision.events, memory);
    if (done) return done;
    eventLogMetrics.conflicts.add(1);
    if (retry === RETRIES) throw new DomainError('conflict', 'CONCURRENT_CHANGE');
    ({ fold } = await readOn(decision.fold, source));
    fresh = true;
  }
}

async function firstFold<S, C extends Command, E extends Event>(
  { must }: HandleRequest<S, C>,
  source: FoldSource<S, C, E>,
  memory: FoldMemory<S>,
): Promise<{ fold: Fold<S>; fresh: boolean }> {
  const cached = memory.cached(source.stream);
  if (cached) return { fold: cached, fresh: false };
  const empty = emptyFold(source.decider.initial);
  // What must not exist most likely does not: the append finds out, so no read is needed.
  if (typeof must === 'object') return { fold: empty, fresh: false };
  return { fold: (await readOn(empty, source)).fold, fresh: true };
}

/** Decides; a refusal or an empty decision based on memory counts only if it still holds after reading on. */
async function surely<S, C extends Command, E extends Event>(
  request: HandleRequest<S, C>,
  source: FoldSource<S, C, E>,
  fold: Fold<S>,
  fresh: boolean,
): Promise<Decision<S, E>> {
  try {
    const decision = await decide(request, source, fold);
    if (fresh || decision.repeated || decision.events.length > 0) return decision;
    const later = await readOn(fold, source);
    return later.events.length === 0 ? decision : await decide(request, source, later.fold);
  } catch (error) {
    if (
      fresh ||
      !(error instanceof DomainError) ||
      error.kind === 'unavailable' ||
      error.reason === 'REQUEST_ID_REUSED'
    )
      throw error;
    const later = await readOn(fold, source);
    if (later.events.length === 0) throw error;
    return decide(request, source, later.fold);
  }
}

async function decide<S, C extends Command, E extends Event>(
  request: HandleRequest<S, C>,
  { decider, log }: FoldSource<S, C, E>,
  fold: Fold<S>,
): Promise<Decision<S, E>> {
  const { context, must, authorise, expectedRevision, command } = request;
  const before = fold.requests.get(requestKey(context.actor.id, context.requestId));
  if (before && !(await isSameRequest(before.digest, context.requestHash, log.keys)))
    throw exists('REQUEST_ID_REUSED');
  if (before) return { fold, repeated: before };
  if (must === 'exist' && fold.revision < 0n) throw missing('NOT_FOUND');
  if (typeof must === 'object' && fold.revision >= 0n) throw exists(must.notExist);
  authorise?.(fold.state);
  if (expectedRevision !== undefined && expectedRevision !== fold.revision) {
    throw new DomainError('conflict', 'REVISION_STALE', {
      expected: expectedRevision,
      actual: fold.revision,
    });
  }
  const asked: CommandInput<C> = typeof command === 'function' ? await command(fold.state) : command;
  const { requestId, actor, importId } = context;
  const meta = {
    requestId,
    actor,
    occurred: context.occurred ?? context.now,
    ...(importId === undefined ? {} : { importId }),
  };
  return { fold, events: decider.decide({ ...asked, meta } as unknown as C, fold.state) };
}

async function append<S, C extends Command, E extends Event>(
  { id, context }: HandleRequest<S, C>,
  { log, stream, declarations, decider }: FoldSource<S, C, E>,
  fold: Fold<S>,
  events: readonly E[],
  memory: FoldMemory<S>,
): Promise<Handled<S, E> | undefined> {
  const { proposed, recorded, digest, tail } = await encodeEvents(events, {
    stream,
    tail: fold,
    context,
    declarations,
    log,
  });
  // Until the result is known, so is not what the stream holds.
  memory.drop(stream);
  const position = await log.append(stream, proposed, fold.revision);
  if (position === 'conflict') return undefined;
  const after = advance(fold, recorded, decider.evolve, { ...tail, position });
  remember(fold.requests, {
    actor: context.actor,
    requestId: context.requestId,
    requestDigest: digest,
    revision: Number(tail.revision),
  });
  memory.keep(stream, after);
  return answer(id, after, recorded);
}

const answer = <S, E extends Event>(
  id: string,
  { state, revision, position }: Fold<S>,
  events: readonly E[],
): Handled<S, E> => ({ id, revision, position, state, events, repeated: false });

/** Returns for a repeat what the first request returned: the aggregate as that request left it. */
async function firstAnswer<S, C extends Command, E extends Event>(
  { id, context }: HandleRequest<S, C>,
  source: FoldSource<S, C, E>,
  { last }: AnsweredRequest,
): Promise<Handled<S, E>> {
  const { decider } = source;
  const events = (await readOn(emptyFold(decider.initial), source)).events.filter(
    ({ revision }) => revision <= last,
  );
  const key = requestKey(context.actor.id, context.requestId);
  const made = events.filter((event) => requestKey(event.actor.id, event.requestId) === key);
  return {
    id,
    revision: last,
    position: events.at(-1)?.position ?? 0n,
    state: foldOf(events, decider.initial, decider.evolve),
    events: made,
    repeated: true,
  };
}
