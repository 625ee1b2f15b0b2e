import { deepStrictEqual, fail, strictEqual } from 'node:assert/strict';
import {
  type Command,
  type CommandMeta,
  type Decider,
  type Event,
  type Recorded,
  type RefusalFacts,
  DomainError,
} from '../domain/mod.ts';

/** A command in a specification; missing meta is filled in. */
export type SpecifiedCommand<C extends Command> = C extends Command
  ? Omit<C, 'meta'> & { meta?: Partial<CommandMeta> }
  : never;

/** An event in a specification: bare, or with the log's metadata. */
export type SpecifiedEvent<E extends Event> = E & Partial<Omit<Recorded<E>, 'type' | 'data'>>;

/** What happened before, the command, and the expected outcome. */
export type Specification<S, C extends Command, E extends Event> = Readonly<{
  given: (events: readonly SpecifiedEvent<E>[]) => Readonly<{
    when: (command: SpecifiedCommand<C>) => SpecifiedOutcome<S, E>;
    thenState: (state: S) => void;
  }>;
}>;

/** Checks of an outcome; each throws an assertion error that shows the difference. */
export type SpecifiedOutcome<S, E extends Event> = Readonly<{
  /** Exactly these events, in this order, with exactly these data. */
  then: (events: readonly E[]) => void;
  /** A refusal for this reason, and with exactly these facts if given. */
  refuses: (reason: string, facts?: RefusalFacts) => void;
  /** The state once the events are folded. */
  thenState: (state: S) => void;
}>;

const INSTANT = '2026-01-05T02:00:00.000Z';
const META: CommandMeta = {
  requestId: '00000000-0000-4000-8000-000000000001',
  actor: { id: 'specified-actor' },
  occurred: INSTANT,
};
const KNOWN = {
  at: INSTANT,
  occurred: INSTANT,
  actor: META.actor,
  requestId: '00000000-0000-4000-8000-000000000000',
};

/**
 * Specifies a decider: `given` past events, `when` a command, `then` exactly these events. Events pass
 * through JSON, as in the log.
 */
export function specFor<S, C extends Command, E extends Event>(
  decider: Decider<S, C, E>,
): Specification<S, C, E> {
  return {
    given: (events) => {
      const state = fold(decider, decider.initial, events);
      return {
        when: (command) => {
          const asked = { ...throughJson(command), meta: { ...META, ...command.meta } } as unknown as C;
          return outcome(decider, state, () => decider.decide(asked, state), asked.meta);
        },
        thenState: (expected) => deepStrictEqual(state, expected),
      };
    },
  };
}

function outcome<S, C extends Command, E extends Event>(
  decider: Decider<S, C, E>,
  state: S,
  decide: () => readonly E[],
  meta: CommandMeta,
): SpecifiedOutcome<S, E> {
  return {
    // oxlint-disable-next-line unicorn/no-thenable -- given, when, then; nobody awaits a specification
    then: (events) => deepStrictEqual(throughJson(decide()), throughJson(events)),
    refuses: (reason, facts) => {
      const refusal = refusalOf(decide);
      strictEqual(refusal.reason, reason);
      if (facts) deepStrictEqual(refusal.facts, facts);
    },
    thenState: (expected) =>
      deepStrictEqual(
        fold(
          decider,
          state,
          decide().map((event) => ({ ...event, ...meta })),
        ),
        expected,
      ),
  };
}

function fold<S, C extends Command, E extends Event>(
  { evolve }: Decider<S, C, E>,
  from: S,
  events: readonly object[],
): S {
  // Frozen, so that a decider which changes what it was given fails here and not in the cache of a running
  // service.
  return events.reduce<S>(
    (state, event) =>
      frozen(evolve(state, frozen({ ...KNOWN, ...throughJson(event) }) as unknown as Recorded<E>)),
    from,
  );
}

function refusalOf(decide: () => readonly object[]): DomainError {
  let events: readonly object[];
  try {
    events = decide();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  return fail(`Expected a refusal, but these events were decided: ${JSON.stringify(events, null, 2)}`);
}

const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const held of Object.values(value)) frozen(held);
  return Object.freeze(value);
}
