import { CallFailed, pause as pauseFor } from '@egov/chassis/grpc';

const FIRST_WAIT_MS = 50;
const MAX_WAIT_MS = 2_000;
/** A service that was killed is back within this time, over the log of a province. */
const ENOUGH_MS = 60_000;

/** Limits, which tests set differently. */
export type PatienceOptions = Readonly<{
  enough?: number;
  signal?: AbortSignal | undefined;
  clock?: () => number;
  pause?: (ms: number) => Promise<void>;
  /** Called when a call waits for the platform, with the status that it returned. */
  onWait?: (error: CallFailed) => void;
}>;

/**
 * Repeats a call while the platform is down or overloaded (UNAVAILABLE, RESOURCE_EXHAUSTED), not before the
 * time it names, for a minute at most; then throws the last failure. Any other failure is thrown at once.
 */
export async function patiently<Answer>(
  call: () => Promise<Answer>,
  {
    enough = ENOUGH_MS,
    signal,
    clock = () => performance.now(),
    pause = (ms) => pauseFor(ms, signal),
    onWait,
  }: PatienceOptions = {},
): Promise<Answer> {
  const until = clock() + enough;
  for (let attempt = 0; ; attempt += 1) {
    signal?.throwIfAborted();
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof CallFailed) || !passing.has(error.codeName)) throw error;
      const backOff = Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt) * (0.5 + Math.random());
      const wait = Math.max(backOff, error.retryAfterMs ?? 0);
      if (clock() + wait > until) throw error;
      onWait?.(error);
      await pause(wait);
    }
  }
}

const passing: ReadonlySet<string> = new Set(['UNAVAILABLE', 'RESOURCE_EXHAUSTED']);
