import type { SeenBreak } from '../event-log/chain-watch.ts';
import { type RefusalFacts, type RefusalKind, DomainError } from '../../domain/refusal.ts';

/** What the projector's thread needs to start. */
export type ProjectorThread = Readonly<{
  module: string;
  file: string;
  /** The service, whose space of keys it reads. */
  name: string;
  eventStoreUrl: string;
  natsUrl: string | undefined;
  masterKeyFile: string | undefined;
  chainKeysFile: string;
}>;

/** Sent by the projector's thread. */
export type FromProjector =
  | Readonly<{ kind: 'open'; position: bigint }>
  | Readonly<{ kind: 'moved'; position: bigint; applied: number; skipped: number }>
  | Readonly<{ kind: 'lag'; seconds: number }>
  | Readonly<{ kind: 'caught-up' }>
  | Readonly<{ kind: 'failed'; error: Sent; facts: Readonly<Record<string, unknown>> }>
  | Readonly<{
      kind: 'note';
      level: 'info' | 'warn';
      message: string;
      facts: Readonly<Record<string, unknown>>;
      error: Sent | undefined;
    }>
  | (Readonly<{ kind: 'chain-broken' }> & SeenBreak)
  /** A rebuilt file is ready next to the old one: readers of the old one must close it. */
  | Readonly<{ kind: 'let-go' }>
  | Readonly<{ kind: 'rebuilt'; position: bigint }>
  | Readonly<{ kind: 'rebuild-failed'; error: Sent }>
  | Readonly<{ kind: 'stopped' }>;

/** Sent to the projector's thread. */
export type ToProjector = 'stop' | 'rebuild' | 'let-go-done';

/** What a query thread needs to start. */
export type QueryThread = Readonly<{ module: string; file: string }>;

/** Sent to a query thread. */
export type ToQuery =
  | Readonly<{ kind: 'query'; id: number; name: string; args: object }>
  | Readonly<{ kind: 'let-go'; id: number }>;

/** Sent by a query thread. */
export type FromQuery = Readonly<{ id: number; result?: unknown; error?: Sent }>;

/** An error as sent between threads; a structured clone would lose the kind and the reason. */
export type Sent = Readonly<{
  name: string;
  message: string;
  stack: string | undefined;
  cause?: Sent | undefined;
  refusal?: Readonly<{ kind: RefusalKind; reason: string; facts: RefusalFacts }> | undefined;
}>;

/** Serializes an error. */
export const sent = (error: unknown): Sent => {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), stack: undefined };
  return {
    name: error.name,
    message: error.message,
    stack: error.stack,
    cause: error.cause === undefined ? undefined : sent(error.cause),
    refusal:
      error instanceof DomainError
        ? { kind: error.kind, reason: error.reason, facts: error.facts }
        : undefined,
  };
};

/** Deserializes an error. */
export const received = ({ name, message, stack, cause, refusal }: Sent): Error => {
  const options = cause === undefined ? {} : { cause: received(cause) };
  if (refusal !== undefined) return new DomainError(refusal.kind, refusal.reason, refusal.facts, options);
  return Object.assign(new Error(message, options), { name, ...(stack === undefined ? {} : { stack }) });
};
