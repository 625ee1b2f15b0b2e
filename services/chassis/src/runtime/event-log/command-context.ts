import type { Actor, Instant } from '../../domain/mod.ts';

/** What handling a command needs to know of the call; every `CallContext` is one. */
export type CommandContext = Readonly<{
  actor: Actor;
  requestId: string;
  /** Hash of the request without its id: distinguishes a repeat from another request under the same id. */
  requestHash: string;
  now: Instant;
  correlation: string;
  causation?: string;
  occurred?: Instant;
  importId?: string;
  signal?: AbortSignal;
}>;
