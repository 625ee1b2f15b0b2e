import type { Command, Decider, Event, EventCatalogue } from '../../domain/mod.ts';
import { attemptCommand } from './attempt-command.ts';
import type { CommandHandler, Handled, UpTo } from './command-contract.ts';
import type { Declarations } from './event-decoder.ts';
import { eventLogMetrics } from './event-log-metrics.ts';
import type { EventLog } from './event-log.ts';
import { type FoldMemory, foldMemory } from './fold-memory.ts';
import {
  type Fold,
  type FoldSource,
  type Folding,
  type ReadSource,
  emptyFold,
  foldOf,
  readOn,
  readPage,
} from './fold.ts';
import { type KeyedQueue, keyedQueue } from './keyed-queue.ts';
import type { StoredEvent } from './stored-event.ts';

/**
 * A kind of aggregate: its category `<service>_<aggregate>`, its rules, its events, and how many folds are
 * kept in memory.
 */
export type CommandHandlerOptions<S, C extends Command, E extends Event> = Readonly<{
  category: string;
  decider: Decider<S, C, E>;
  catalogue: EventCatalogue<E>;
  cache?: Readonly<{ streams: number }>;
}>;

const CACHED_STREAMS = 10_000;
/** A view is larger than what a decision needs: some kilobytes. */
const CACHED_VIEWS = 2_000;

/**
 * Makes the handler of one kind of aggregate. Within a process, commands to one aggregate are handled one
 * after the other.
 */
export function commandHandler<S, C extends Command, E extends Event>(
  log: EventLog,
  options: CommandHandlerOptions<S, C, E>,
): CommandHandler<S, C, E> {
  const { category, decider, cache = { streams: CACHED_STREAMS } } = options;
  const declarations: Declarations = options.catalogue;
  const memory = foldMemory<S>(cache.streams);
  const views = viewMemories();
  const forgetAll = (): void => {
    memory.forgetAll();
    views.forgetAll();
  };
  // A fold may hold values unsealed with a person's key; forgetting is rare, so all folds are dropped.
  if (Object.values(declarations).some(({ sealed }) => sealed)) log.keys.watchForgotten(forgetAll);
  const placeOf = (id: string, signal: AbortSignal | undefined) => ({
    log,
    stream: `${category}-${id}`,
    declarations,
    signal,
  });
  const source = (id: string, signal?: AbortSignal): FoldSource<S, C, E> => ({
    ...placeOf(id, signal),
    decider,
  });
  const commands = keyedQueue();
  const wholeReads = keyedQueue();
  return {
    handle: (request) =>
      measured(category, () =>
        commands.run(request.id, () =>
          attemptCommand(request, source(request.id, request.context.signal), memory.now()),
        ),
      ),
    async load(id, signal) {
      const { state, revision } = await current(source(id, signal), wholeReads, memory.now());
      return { state, revision };
    },
    async view(id, folding, signal) {
      const from = { ...placeOf(id, signal), decider: folding };
      const { state, revision } = await current(from, wholeReads, views.of(folding).now());
      return { view: state, revision };
    },
    page: async (id, { from, count }, signal) =>
      (await readPage<E>({ revision: from - 1n }, placeOf(id, signal), count)).events,
    read: (id, { upTo = {}, signal } = {}) =>
      wholeReads.run(source(id).stream, async () => {
        const all = (await readOn(emptyFold(decider.initial), source(id, signal))).events;
        const events = all.filter((event) => isUpTo(event, upTo));
        return {
          state: foldOf(events, decider.initial, decider.evolve),
          revision: BigInt(events.length) - 1n,
          events,
        };
      }),
  };
}

/**
 * The fold in memory, with what was recorded since. Whole streams are read one after the other: many readers
 * of one long stream must not hold up those of others.
 */
async function current<V, E extends Event>(
  source: ReadSource<V, E>,
  wholeReads: KeyedQueue,
  { cached, keep }: FoldMemory<V>,
): Promise<Fold<V>> {
  const read = async (): Promise<Fold<V>> => {
    source.signal?.throwIfAborted();
    const { fold } = await readOn(cached(source.stream) ?? emptyFold(source.decider.initial), source);
    keep(source.stream, fold);
    return fold;
  };
  return cached(source.stream) === undefined ? wholeReads.run(source.stream, read) : read();
}

/** The memories of the foldings that readers ask for. */
function viewMemories() {
  const memories = new Map<unknown, ReturnType<typeof foldMemory<never>>>();
  return {
    of<V>(folding: Folding<V, never>): ReturnType<typeof foldMemory<V>> {
      const known = memories.get(folding) as ReturnType<typeof foldMemory<V>> | undefined;
      const kept = known ?? foldMemory<V>(CACHED_VIEWS);
      if (known === undefined) memories.set(folding, kept as never);
      return kept;
    },
    forgetAll: () => memories.forEach(({ forgetAll }) => forgetAll()),
  };
}

const isUpTo = (event: StoredEvent, { revision, at }: UpTo): boolean =>
  (revision === undefined || event.revision <= revision) && (at === undefined || event.at <= at);

async function measured<S, E extends Event>(
  category: string,
  handle: () => Promise<Handled<S, E>>,
): Promise<Handled<S, E>> {
  const begun = performance.now();
  let outcome = 'refused';
  try {
    const handled = await handle();
    outcome = handled.repeated ? 'repeated' : 'done';
    return handled;
  } finally {
    eventLogMetrics.commands.record(performance.now() - begun, { category, outcome });
  }
}
