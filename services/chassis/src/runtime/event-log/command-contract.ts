import type { Command, Event, Instant } from '../../domain/mod.ts';
import type { CommandContext } from './command-context.ts';
import type { Folding } from './fold.ts';
import type { StoredEvent } from './stored-event.ts';

/** A command before the handler adds the call's meta. */
export type CommandInput<C extends Command> = C extends Command ? Omit<C, 'meta'> : never;

/** The revision that the caller has seen, if it requires it to be current. */
export type ExpectedRevision = Readonly<{ expectedRevision?: bigint | undefined }>;

/** What was recorded, for the caller's next command and query. */
export type Receipt = Readonly<{ revision: bigint; position: bigint }>;

/** One command to one aggregate. */
export type HandleRequest<S, C extends Command> = ExpectedRevision &
  Readonly<{
    id: string;
    context: CommandContext;
    /** Whether the aggregate must exist, or must not; the latter with the reason for refusal. */
    must?: 'exist' | Readonly<{ notExist: string }> | undefined;
    /** Throws when the caller may not do this to the aggregate in its current state. */
    authorise?: ((state: S) => void) | undefined;
    /**
     * The command, or a function that makes it from the state; it must not send another command to the same
     * aggregate.
     */
    command: CommandInput<C> | ((state: S) => CommandInput<C> | Promise<CommandInput<C>>);
  }>;

/** The result of a command; with `repeated`, the result of the first time. */
export type Handled<S, E extends Event> = Receipt &
  Readonly<{
    id: string;
    state: S;
    events: readonly E[];
    repeated: boolean;
  }>;

/** Some events of a stream in order, from a revision on. */
export type EventPage = Readonly<{ from: bigint; count: number }>;

/** How far a stream is read: up to a revision, or to what was recorded by an instant. */
export type UpTo = Readonly<{ revision?: bigint | undefined; at?: Instant | undefined }>;

/** Handles the commands of one kind of aggregate, and reads its streams. */
export type CommandHandler<S, C extends Command, E extends Event> = Readonly<{
  /**
   * Decides and appends. Throws what `authorise` and the decider throw, and missing NOT_FOUND,
   * exists as `must` says, exists REQUEST_ID_REUSED, conflict REVISION_STALE {expected, actual}, conflict
   * CONCURRENT_CHANGE, unavailable EVENT_LOG_UNAVAILABLE, CHAIN_BROKEN, SCHEMA_UNKNOWN.
   */
  handle: (request: HandleRequest<S, C>) => Promise<Handled<S, E>>;
  /** Returns the current state; revision −1 if there is none. */
  load: (id: string, signal?: AbortSignal) => Promise<{ state: S; revision: bigint }>;
  /**
   * Returns what the stream's readers are shown: folded in memory, and with what was recorded since. Each
   * folding has its own memory.
   */
  view: <V>(
    id: string,
    folding: Folding<V, E>,
    signal?: AbortSignal,
  ) => Promise<{ view: V; revision: bigint }>;
  /** Returns some of the stream's events; none beyond its end. */
  page: (id: string, page: EventPage, signal?: AbortSignal) => Promise<StoredEvent<E>[]>;
  /** Returns the state as it was, with its events; revision −1 if there was none. */
  read: (
    id: string,
    options?: { upTo?: UpTo; signal?: AbortSignal },
  ) => Promise<{ state: S; revision: bigint; events: StoredEvent<E>[] }>;
}>;
