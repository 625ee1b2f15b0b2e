import type { Command, Decider, Event, EventCatalogue } from '../../domain/mod.ts';
import type { CommandHandler } from './command-contract.ts';
import { commandHandler } from './command-handler.ts';
import type { EventLog } from './event-log.ts';

/** One kind of aggregate as a service declares it in `domain/aggregates.ts`. */
type Kind<S, C extends Command, E extends Event> = Readonly<{
  category: string;
  decider: Decider<S, C, E>;
  catalogue: EventCatalogue<E>;
}>;

/** The handler of each kind of aggregate, under the kind's name. */
export type RecordsOf<Kinds> = Readonly<{
  [Name in keyof Kinds]: Kinds[Name] extends Kind<infer S, infer C, infer E>
    ? CommandHandler<S, C, E>
    : never;
}>;

/** Opens the aggregates of a service over its event log. */
export const openRecords = <
  Kinds extends Readonly<Record<string, Readonly<{ category: string; decider: object; catalogue: object }>>>,
>(
  log: EventLog,
  kinds: Kinds,
): RecordsOf<Kinds> =>
  Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [name, commandHandler(log, kind as never)]),
  ) as unknown as RecordsOf<Kinds>;
