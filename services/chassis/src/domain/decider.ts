/** A fact that happened: past tense, plain JSON data, never edited once stored. */
export type Event<Type extends string = string, Data extends object = object> = Readonly<{
  type: Type;
  data: Readonly<Data>;
}>;

/** Who acts: the token's subject, and the agency in whose name it acts (absent for citizens and services). */
export type Actor = Readonly<{ id: string; agencyId?: string }>;

/** What a decision may know besides its state. Every instant is ISO 8601 in UTC with milliseconds. */
export type CommandMeta = Readonly<{
  requestId: string;
  actor: Actor;
  /**
   * When it happened in the office: the clock, or the true instant that a caller with a backdating permission
   * names.
   */
  occurred: Instant;
  /**
   * Set when the command is part of an imported history, which is recorded as it happened and never refused
   * for its order.
   */
  importId?: string;
}>;

/** What somebody asks for, in the imperative. `meta` comes from the call, never from the request's body. */
export type Command<Type extends string = string, Data extends object = object> = Readonly<{
  type: Type;
  data: Readonly<Data>;
  meta: CommandMeta;
}>;

/**
 * The pure core of an aggregate. `decide` returns a list (empty: nothing new) or throws `refuse(...)`; it
 * never awaits.
 */
export type Decider<State, C extends Command, E extends Event> = Readonly<{
  initial: State;
  decide: (command: C, state: State) => readonly E[];
  evolve: (state: State, event: Recorded<E>) => State;
}>;

/**
 * An event with what the log knows of it. `at` is when it was recorded, `occurred` when it happened in the
 * office.
 */
export type Recorded<E extends Event = Event> = E &
  Readonly<{
    at: Instant;
    occurred: Instant;
    actor: Actor;
    requestId: string;
    importId?: string;
  }>;

/** ISO 8601 instant in UTC with milliseconds, e.g. `2026-07-06T02:15:00.000Z`. */
export type Instant = string;

/** A type that only its own constructor makes, so that ids of different things cannot be mixed up. */
export type Brand<Base, Name extends string> = Base & { readonly __brand: Name };

/** A value about a person, sealed in the log under the person's key; `null` once the person is forgotten. */
export type Personal<T> = T | null;

/** Ends an exhaustive `switch`: does not compile while a case is missing. */
export function unreachable(value: never): never {
  throw new TypeError(`Unhandled case: ${JSON.stringify(value)}`);
}
