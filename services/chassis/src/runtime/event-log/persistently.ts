import type { ErrorType } from '@eventstore/db-client';
import { setTimeout as pause } from 'node:timers/promises';
import { DomainError } from '../../domain/mod.ts';

/** Pauses before a call is sent again: five attempts within two and a half seconds. */
const PAUSES = [50, 150, 500, 1_500];

/** The connection was lost, or never made. */
const LOST: ReadonlySet<string> = new Set<`${ErrorType}`>([
  'unavailable',
  'cancelled',
  'unknown',
  'not-leader',
]);

/** The log took too long: it may be busy. */
const SLOW: ReadonlySet<string> = new Set<`${ErrorType}`>(['timeout', 'deadline-exceeded']);

/** Failure of a call that got no answer in time, under the client's own name for it. */
export class Unanswered extends Error {
  readonly type = 'timeout';

  constructor() {
    super('The event log did not respond.');
  }
}

/** When a call is sent again. */
export type Persistence = Readonly<{
  /** Whether a call that took too long is sent again; what is slow gets slower by repeating it. */
  afterSlowness: boolean;
  /** Returns false once a repeat would return something else than the first call. */
  repeatable?: () => boolean;
  onRetry?: () => void;
  signal?: AbortSignal | undefined;
}>;

/**
 * Sends a call to the log, again after a lost connection. Throws unavailable EVENT_LOG_UNAVAILABLE, invalid
 * EVENT_TOO_LARGE, the signal's reason.
 */
export async function persistently<T>(
  send: () => Promise<T>,
  { afterSlowness, repeatable = () => true, onRetry, signal }: Persistence,
): Promise<T> {
  for (let sent = 0; ; sent += 1) {
    signal?.throwIfAborted();
    try {
      return await send();
    } catch (error) {
      signal?.throwIfAborted();
      const type = failureType(error);
      if (type === undefined) throw error;
      if (type === 'maximum-append-size-exceeded')
        throw new DomainError('invalid', 'EVENT_TOO_LARGE', {}, { cause: error });
      const wait = PAUSES[sent];
      const again = LOST.has(type) || (afterSlowness && SLOW.has(type));
      if (!again || wait === undefined || !repeatable())
        throw new DomainError('unavailable', 'EVENT_LOG_UNAVAILABLE', { type }, { cause: error });
      onRetry?.();
      await pause(wait, undefined, { signal });
    }
  }
}

/**
 * The client's type of a failure; asking for the server's features fails with a plain gRPC error, which has
 * only a code.
 */
function failureType(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('type' in error && typeof error.type === 'string') return error.type;
  return 'code' in error && typeof error.code === 'number' ? 'unavailable' : undefined;
}
