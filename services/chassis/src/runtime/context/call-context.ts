import { createHash } from 'node:crypto';
import type { Actor, Instant } from '../../domain/mod.ts';
import { type Principal, systemPrincipal, WHOLE_PROVINCE } from './principal.ts';

/** What a use case knows of the call besides its request. */
export type CallContext = Readonly<{
  principal: Principal;
  actor: Actor;
  requestId: string;
  /**
   * SHA-256, in hex, of the request without its request id: the same id with another hash is another request.
   */
  requestHash: string;
  now: Instant;
  correlation: string;
  causation?: string;
  /** The true instant of a backdated act; set by the use case only after checking `dossier.backdate`. */
  occurred?: Instant;
  importId?: string;
  /** Aborts when the caller cancels or the deadline passes. */
  signal: AbortSignal;
}>;

/**
 * Returns in whose name a principal acts: its one agency; none for principals of several agencies, of the
 * whole province or of no agency.
 */
export function actorOf(principal: Principal): Actor {
  const [agencyId, another] = principal.agencies;
  if (agencyId === undefined || another !== undefined || agencyId === WHOLE_PROVINCE)
    return { id: principal.subject };
  return { id: principal.subject, agencyId };
}

const NEVER = new AbortController().signal;

/**
 * Makes the context of what a service does on its own: a policy's next command, a timer. `requestId` is
 * derived from what it reacts to.
 */
export function systemContext(
  call: Readonly<{
    service: string;
    requestId: string;
    correlation: string;
    causation?: string;
    clock: () => Instant;
    signal?: AbortSignal;
  }>,
): CallContext {
  const principal = systemPrincipal(call.service);
  return {
    principal,
    actor: { id: principal.subject },
    requestId: call.requestId,
    requestHash: createHash('sha256').update(`${call.service}:${call.requestId}`).digest('hex'),
    now: call.clock(),
    correlation: call.correlation,
    ...(call.causation === undefined ? {} : { causation: call.causation }),
    signal: call.signal ?? NEVER,
  };
}
