import { type Command, type Decider, type Event, eventCatalogue } from '../../domain/mod.ts';
import type { KeyStore } from '../keys/mod.ts';
import type { CommandContext } from './command-context.ts';
import type { Handled } from './command-contract.ts';
import { commandHandler } from './command-handler.ts';
import type { EventLog } from './event-log.ts';
import { partsOfStream } from './stored-event.ts';

/** The fact that a person was forgotten; projections blank their rows on it. */
export type PersonForgotten = Event<'PersonForgotten', { personId: string; reason?: string }>;

/**
 * The events of a `<service>_person-<id>` stream; a projections module puts it into its catalogues under
 * `<service>_person`.
 */
export const personCatalogue = eventCatalogue<PersonForgotten>({ PersonForgotten: { schema: 1 } });

/** Who is to be forgotten. `reason` is the ground for it in law, never a word about the person. */
export type ForgetPersonOptions = Readonly<{
  keys: KeyStore;
  log: EventLog;
  personId: string;
  context: CommandContext;
  reason?: string;
}>;

type Forget = Command<'ForgetPerson', { personId: string; reason?: string }>;
type Person = Readonly<{ forgotten: boolean }>;

const person: Decider<Person, Forget, PersonForgotten> = {
  initial: { forgotten: false },
  decide: ({ data }, { forgotten }) => (forgotten ? [] : [{ type: 'PersonForgotten', data }]),
  evolve: () => ({ forgotten: true }),
};

/**
 * Forgets a person: destroys the key first, so that nothing can be read any more even if the process dies
 * here, then appends the fact. Doing it again destroys what a restore may have brought back and adds no
 * second fact.
 */
export async function forgetPerson({
  keys,
  log,
  personId,
  context,
  reason,
}: ForgetPersonOptions): Promise<Handled<unknown, PersonForgotten>> {
  await keys.forget(personId);
  const people = commandHandler(log, {
    category: `${log.service}_person`,
    decider: person,
    catalogue: personCatalogue,
    cache: { streams: 1 },
  });
  return people.handle({
    id: personId,
    context,
    command: { type: 'ForgetPerson', data: { personId, ...(reason === undefined ? {} : { reason }) } },
  });
}

/**
 * Destroys again the key of everybody whose forgetting the log records; run after the keys were restored from
 * a backup. Answers how many.
 */
export async function replayForgettings({
  keys,
  log,
}: Pick<ForgetPersonOptions, 'keys' | 'log'>): Promise<number> {
  const persons = new Set<string>();
  for await (const { type, streamId } of log.readAll()) {
    const { category, aggregateId } = partsOfStream(streamId);
    if (type === 'PersonForgotten' && category.endsWith('_person')) persons.add(aggregateId);
  }
  for (const personId of persons) await keys.forget(personId);
  return persons.size;
}
