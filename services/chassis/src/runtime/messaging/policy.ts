import { DomainError } from '../../domain/mod.ts';
import type { CallContext } from '../context/call-context.ts';
import type { ReceivedMessage } from './cloud-event.ts';
import type { Reaction } from './reaction.ts';

/** The generated module of a service's public events. */
export type PublicEvents = Readonly<{ protobufPackage: string }>;

type Decoder<Message> = Readonly<{ decode: (data: Uint8Array) => Message }>;

/** The names of the events in a module of public events. */
export type EventName<Events> = {
  [Name in keyof Events]: Events[Name] extends Decoder<unknown> ? Name : never;
}[keyof Events] &
  string;

type MessageOf<Decodes> = Decodes extends Decoder<infer Message> ? Message : never;

/** What an event's message does not contain: its id, its record, when it was recorded. */
export type EventEnvelope = Omit<ReceivedMessage, 'data'>;

type ReactionsTo<Events> = {
  readonly [Name in EventName<Events>]?: (
    message: MessageOf<Events[Name]>,
    event: EventEnvelope,
  ) => readonly Reaction[];
};

type SentIn<On> = {
  [Name in keyof On]: On[Name] extends (...args: never[]) => readonly (infer Sent)[] ? Sent : never;
}[keyof On];

/** What a service does about the public events of another; `Reacts` are its possible reactions. */
export type Policy<Reacts extends Reaction = Reaction> = Readonly<{
  name: string;
  /** The service whose events it hears. */
  from: string;
  /** Whether cached answers of that service are stale after an event of the type. */
  rereads: ((type: string) => boolean) | undefined;
  react: ((message: ReceivedMessage) => readonly Reacts[]) | undefined;
}>;

const NAME = /^[a-z]+(_[a-z]+)*$/;
const PACKAGE = /^egov\.(\w+)\.events\./;

/**
 * Defines a policy over the public events of another service, given as their generated module. `rereads`
 * names events after which every process asks that service again; `on` gives for each event the commands that
 * follow, once for all processes. Events of other types are skipped.
 */
export function policy<Events extends PublicEvents, On extends ReactionsTo<Events> = object>(
  name: string,
  {
    from,
    rereads,
    on,
  }: Readonly<{ from: Events; rereads?: readonly EventName<Events>[]; on?: On & ReactionsTo<Events> }>,
): Policy<Extract<SentIn<On>, Reaction>> {
  const [, owner] = PACKAGE.exec(from.protobufPackage) ?? [];
  if (owner === undefined) throw new TypeError(`${from.protobufPackage} has no public events.`);
  if (!NAME.test(name)) throw new TypeError(`The name of a policy must be lower-case words: ${name}`);
  const typeOf = (event: string): string => `${from.protobufPackage}.${event}`;
  const types = new Set<string>(rereads?.map(typeOf));
  const reactions = new Map(
    Object.entries((on ?? {}) as Readonly<Record<string, Reacting>>).map(([event, react]) => [
      typeOf(event),
      reacting(from, event, react),
    ]),
  );
  return Object.freeze({
    name,
    from: owner.replaceAll('_', '-'),
    rereads: rereads && ((type: string) => types.has(type)),
    react: on && ((message: ReceivedMessage) => reactions.get(message.type)?.(message) ?? []),
  }) as Policy<Extract<SentIn<On>, Reaction>>;
}

type Reacting = (message: never, event: EventEnvelope) => readonly Reaction[];

function reacting(from: object, event: string, react: Reacting) {
  const decoder = (from as Readonly<Record<string, Decoder<unknown> | undefined>>)[event];
  if (decoder === undefined) throw new TypeError(`There is no public event ${event}.`);
  return ({ data, ...envelope }: ReceivedMessage): readonly Reaction[] =>
    react(decoded(decoder, data) as never, envelope);
}

function decoded(decoder: Decoder<unknown>, data: Uint8Array): unknown {
  try {
    return decoder.decode(data);
  } catch (cause) {
    throw new DomainError('invalid', 'EVENT_NOT_READABLE', {}, { cause });
  }
}

type CommandOf<Reacts> = Extract<Reacts, Readonly<{ command: string }>>;

/** The commands that policies react with: all are needed to run the policies. */
export type CommandsOf<Policies extends readonly Policy[]> = {
  readonly [Name in CommandOf<ReactsOf<Policies[number]>>['command']]: (
    input: Extract<CommandOf<ReactsOf<Policies[number]>>, Readonly<{ command: Name }>>['input'],
    context: CallContext,
  ) => Promise<unknown>;
};

type ReactsOf<One> = One extends Policy<infer Reacts> ? Reacts : never;
