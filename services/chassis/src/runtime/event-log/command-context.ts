import type { Actor, Instant } from '../../domain/mod.ts';

/** What a command's handling needs of the call; every `CallContext` is one. */
export type CommandContext = Readonly<{
  actor: Actor;
  requestId: string;
  /** Hash of what is asked, without the request id: tells a repeat from another request under the same id. */
  requestHash: string;
  now: Instant;
  correlation: string;
  causation?: string;
  occurred?: Instant;
  importId?: string;
  signal?: AbortSignal;
}>;
