import type { Command, Decider, Event, EventCatalogue } from '../../domain/mod.ts';
import { attemptCommand } from './attempt-command.ts';
import type { CommandHandler, Handled, UpTo } from './command-contract.ts';
import type { Declarations } from './event-decoder.ts';
import { eventLogMetrics } from './event-log-metrics.ts';
import type { EventLog } from './event-log.ts';
import { foldMemory } from './fold-memory.ts';
import { type FoldSource, emptyFold, foldOf, readOn } from './fold.ts';
import { keyedQueue } from './keyed-queue.ts';
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
  // A fold may hold values unsealed with a person's key; forgetting is rare, so all folds are dropped.
  if (Object.values(declarations).some(({ sealed }) => sealed)) log.keys.watchForgotten(memory.forgetAll);
  const source = (id: string): FoldSource<S, C, E> => ({
    log,
    stream: `${category}-${id}`,
    declarations,
    decider,
  });
  const queue = keyedQueue();
  return {
    handle: (request) =>
      measured(category, () =>
        queue.run(request.id, () => attemptCommand(request, source(request.id), memory.now())),
      ),
    async load(id) {
      const from = source(id);
      const { cached, keep } = memory.now();
      const { fold } = await readOn(cached(from.stream) ?? emptyFold(decider.initial), from);
      keep(from.stream, fold);
      return { state: fold.state, revision: fold.revision };
    },
    async read(id, { upTo = {} } = {}) {
      const all = (await readOn(emptyFold(decider.initial), source(id))).events;
      const events = all.filter((event) => isUpTo(event, upTo));
      return {
        state: foldOf(events, decider.initial, decider.evolve),
        revision: BigInt(events.length) - 1n,
        events,
      };
    },
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
