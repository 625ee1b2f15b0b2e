import { endTelemetry } from '../../telemetry/telemetry-end.ts';
import type { Logger } from '../logger/logger.ts';

/** The phase of a process. */
export type LifecycleState = 'STARTING' | 'RUNNING' | 'DRAINING' | 'STOPPED' | 'FAILED';

/** The process as seen by a lifecycle; replaced in tests. */
export type HostProcess = Readonly<{
  on: (
    event: 'SIGTERM' | 'SIGINT' | 'uncaughtException' | 'unhandledRejection',
    listener: (cause: unknown) => void,
  ) => unknown;
  exit: (code: number) => void;
}>;

/** One process from start to end. */
export type Lifecycle = Readonly<{
  state: () => LifecycleState;
  /** Registers what to close; the last one registered is closed first, each awaited before the next. */
  onStop: (name: string, stop: () => unknown) => void;
  /**
   * Runs the start; if it fails, closes what was opened and exits with 1. Restarting is left to whatever runs
   * the process.
   */
  start: (work: () => Promise<void>) => Promise<void>;
  /** Drains the process and exits with 0. */
  stop: (reason: string) => Promise<void>;
  /** Drains the process and exits with 1. */
  fail: (error: unknown) => Promise<void>;
  /** Settles when everything is closed. */
  ended: Promise<LifecycleState>;
}>;

// Longer than any deadline a client of ours sets, shorter than the 30 s that Kubernetes waits by default.
const GRACE_MS = 25_000;

// A collector that is gone must not hold up a process that has finished.
const TELEMETRY_MS = 2_000;

type Stopper = Readonly<{ name: string; stop: () => unknown }>;

/**
 * Makes the lifecycle of the process: SIGTERM and SIGINT drain it, a second signal or the end of the grace
 * period forces its end.
 */
export function lifecycle({
  logger,
  graceMs = GRACE_MS,
  host = process,
}: Readonly<{ logger: Logger; graceMs?: number; host?: HostProcess }>): Lifecycle {
  let state: LifecycleState = 'STARTING';
  const stoppers: Stopper[] = [];
  const ended = Promise.withResolvers<LifecycleState>();

  const end = async (reason: string, final: 'STOPPED' | 'FAILED'): Promise<void> => {
    if (state === 'DRAINING' || state === 'STOPPED' || state === 'FAILED') return;
    state = 'DRAINING';
    logger.info({ reason }, 'draining');
    const timer = setTimeout(() => {
      logger.error('the grace period is over, ending by force');
      host.exit(1);
    }, graceMs);
    const clean = await closeAll(stoppers, logger);
    await flushTelemetry(logger);
    clearTimeout(timer);
    state = clean ? final : 'FAILED';
    logger.info({ state }, 'ended');
    logger.flush();
    ended.resolve(state);
    host.exit(state === 'STOPPED' ? 0 : 1);
  };
  const fail = async (error: unknown): Promise<void> => {
    logger.fatal({ err: error }, 'failed');
    await end('failure', 'FAILED');
  };
  listen(host, {
    signalled: (signal) => {
      if (state !== 'DRAINING') return void end(signal, 'STOPPED');
      logger.error({ signal }, 'second signal, ending by force');
      host.exit(1);
    },
    failed: (error) => void fail(error),
  });

  return {
    state: () => state,
    onStop: (name, stop) => void stoppers.push({ name, stop }),
    start: async (work) => {
      try {
        await work();
        if (state === 'STARTING') state = 'RUNNING';
      } catch (error) {
        await fail(error);
      }
    },
    stop: (reason) => end(reason, 'STOPPED'),
    fail,
    ended: ended.promise,
  };
}

function listen(
  host: HostProcess,
  { signalled, failed }: { signalled: (signal: string) => void; failed: (error: unknown) => void },
): void {
  host.on('SIGTERM', () => signalled('SIGTERM'));
  host.on('SIGINT', () => signalled('SIGINT'));
  host.on('uncaughtException', failed);
  host.on('unhandledRejection', failed);
}

async function closeAll(stoppers: Stopper[], logger: Logger): Promise<boolean> {
  let clean = true;
  for (let stopper = stoppers.pop(); stopper !== undefined; stopper = stoppers.pop()) {
    try {
      await stopper.stop();
    } catch (error) {
      clean = false;
      logger.error({ err: error, step: stopper.name }, 'could not be closed cleanly');
    }
  }
  return clean;
}

async function flushTelemetry(logger: Logger): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, TELEMETRY_MS);
  try {
    await Promise.race([endTelemetry(), late]);
  } catch (error) {
    logger.warn({ err: error }, 'the last telemetry could not be sent');
  } finally {
    clearTimeout(timer);
  }
}
