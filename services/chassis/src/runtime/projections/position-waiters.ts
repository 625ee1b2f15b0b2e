import { DomainError } from '../../domain/refusal.ts';

/** A query waits this long for the projector before its caller is asked to retry. */
export const MAX_WAIT_MS = 2_000;
const RETRY_AFTER_MS = 250;
/** With more than this waiting, the projector is not merely late. */
const MAX_WAITERS = 500;

type Waiter = Readonly<{ position: bigint; wake: () => void }>;

/** Lets callers wait until the projector has passed a position, without polling. */
export const positionWaiters = (initial: bigint, longestWaitMs = MAX_WAIT_MS) => {
  let at = initial;
  const waiting = new Set<Waiter>();
  const behind = (): DomainError =>
    new DomainError('unavailable', 'PROJECTION_BEHIND', { position: at, retryAfterMs: RETRY_AFTER_MS });
  return {
    position: (): bigint => at,
    moveTo: (position: bigint): void => {
      at = position;
      for (const waiter of waiting) if (waiter.position <= at) waiter.wake();
    },
    /**
     * Throws unavailable PROJECTION_BEHIND {position, retryAfterMs} after the longest wait, or at once if too
     * many wait; or the signal's reason.
     */
    waitFor: (position: bigint, signal?: AbortSignal): Promise<void> => {
      if (at >= position) return Promise.resolve();
      return new Promise((resolve, reject) => {
        if (waiting.size >= MAX_WAITERS) return reject(behind());
        const end = (finish: () => void) => (): void => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', aborted);
          waiting.delete(waiter);
          finish();
        };
        const aborted = end(() => reject(signal?.reason));
        const late = end(() => reject(behind()));
        const timer = setTimeout(late, longestWaitMs);
        const waiter: Waiter = { position, wake: end(resolve) };
        waiting.add(waiter);
        if (signal?.aborted) aborted();
        else signal?.addEventListener('abort', aborted);
      });
    },
  };
};
