import { mkdirSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Logger } from '../logger/mod.ts';
import { projectionMetrics } from './projection-metrics.ts';
import { positionWaiters } from './position-waiters.ts';
import { readModelFile } from './read-model-file.ts';
import { type Reader, runningProjectors } from './running-projectors.ts';
import { type FromProjector, type ProjectorThread, type ToProjector, received } from './worker-messages.ts';
import { workerUrl } from './worker-url.ts';

/**
 * What a projector needs. `module` is the service's projections module; `natsUrl` and `masterKeyFile` only
 * where fields are sealed.
 */
export type ProjectorOptions = Readonly<{
  module: URL;
  eventStoreUrl: string;
  natsUrl?: string;
  masterKeyFile?: string;
  dataDir: string;
  name: string;
  logger?: Logger;
  /**
   * How long a query waits for a position before its caller is asked to come again; two seconds when not
   * said.
   */
  longestWaitMs?: number;
}>;

/** Keeps a service's read model current in a thread of its own. */
export type Projector = Readonly<{
  /** The log position of the last event that is in the read model; −1 before the first. */
  position: () => bigint;
  /**
   * Resolves when the read model has caught up with the log for the first time: the replica may become ready.
   */
  caughtUp: Promise<void>;
  /**
   * Resolves once the position is in the read model. Throws unavailable PROJECTION_BEHIND after two seconds.
   */
  waitFor: (position: bigint, signal?: AbortSignal) => Promise<void>;
  lag: () => Readonly<{ seconds: number }>;
  /** Builds the read model anew from the first event, beside the one in use, and changes over. */
  rebuild: () => Promise<void>;
  /**
   * Calls back when the projector has stopped for good: a projection failed on a stored event, or the thread
   * died.
   */
  onFailure: (listener: (error: Error) => void) => void;
  stop: () => Promise<void>;
}>;

/** Heap of the thread: a batch and its caches; the read model itself is in the file. */
const RESOURCES = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 };

/**
 * Starts the projector of a service; resolves when the read model's file stands, which is before it has
 * caught up.
 */
export const startProjector = async (options: ProjectorOptions): Promise<Projector> => {
  mkdirSync(options.dataDir, { recursive: true });
  const file = readModelFile(options.dataDir, options.name);
  if (runningProjectors.has(file)) throw new Error(`A projector of ${options.name} is running already.`);
  const data: ProjectorThread = {
    module: options.module.href,
    file,
    eventStoreUrl: options.eventStoreUrl,
    natsUrl: options.natsUrl,
    masterKeyFile: options.masterKeyFile,
  };
  const worker = new Worker(workerUrl('projector-worker'), {
    workerData: data,
    execArgv: [],
    resourceLimits: RESOURCES,
    name: `${options.name} projector`,
  });
  const positions = positionWaiters(-1n, options.longestWaitMs);
  const readers = new Set<Reader>();
  runningProjectors.set(file, { waitFor: positions.waitFor, readers });
  const state = followThread(worker, options, positions, readers);
  try {
    await state.opened;
  } catch (error) {
    runningProjectors.delete(file);
    throw error;
  }
  return {
    position: positions.position,
    waitFor: positions.waitFor,
    caughtUp: state.caughtUp,
    lag: state.lag,
    onFailure: state.onFailure,
    rebuild: state.rebuild,
    stop: async () => {
      runningProjectors.delete(file);
      await state.stop();
    },
  };
};

const errorOf = ({ error }: Extract<FromProjector, { kind: 'note' }>): { err?: Error } =>
  error === undefined ? {} : { err: received(error) };

/** Remembers whether the thread has failed, and tells it once. */
const threadHealth = ({ name, logger }: ProjectorOptions, failed: (error: Error) => void) => {
  const listeners: ((error: Error) => void)[] = [];
  let failure: Error | undefined;
  let stopping = false;
  return {
    failure: (): Error | undefined => failure,
    stopping: (): void => {
      stopping = true;
    },
    fail: (error: Error, facts: Readonly<Record<string, unknown>> = {}): void => {
      if (failure !== undefined || stopping) return;
      failure = error;
      logger?.error({ service: name, ...facts, err: error }, 'the projector has stopped');
      failed(error);
      for (const listener of listeners) listener(error);
    },
    onFailure: (listener: (error: Error) => void): void => {
      listeners.push(listener);
      if (failure !== undefined) listener(failure);
    },
  };
};

/** One rebuild at a time; who asks while one runs waits for that one. */
const rebuilding = (ask: () => void) => {
  let current: PromiseWithResolvers<void> | undefined;
  const end = (finish: (running: PromiseWithResolvers<void>) => void): void => {
    if (current !== undefined) finish(current);
    current = undefined;
  };
  return {
    done: (): void => end(({ resolve }) => resolve()),
    failed: (error: Error): void => end(({ reject }) => reject(error)),
    start: (): Promise<void> => {
      if (current === undefined) {
        current = Promise.withResolvers();
        ask();
      }
      return current.promise;
    },
  };
};

const followThread = (
  worker: Worker,
  options: ProjectorOptions,
  positions: ReturnType<typeof positionWaiters>,
  readers: ReadonlySet<Reader>,
) => {
  const { name, logger } = options;
  const [opened, caughtUp, exited] = [
    Promise.withResolvers<void>(),
    Promise.withResolvers<void>(),
    Promise.withResolvers<void>(),
  ];
  caughtUp.promise.catch(() => undefined);
  let lagSeconds = 0;
  const metrics = projectionMetrics(options, () => lagSeconds);
  const tell = (message: ToProjector): void => worker.postMessage(message);
  const rebuild = rebuilding(() => tell('rebuild'));
  const health = threadHealth(options, (error) => {
    metrics.failed();
    for (const { reject } of [opened, caughtUp]) reject(error);
    rebuild.failed(error);
  });
  const changeOver = async (): Promise<void> => {
    await Promise.all([...readers].map((reader) => reader.letGo()));
    tell('let-go-done');
  };
  const moved = (position: bigint, finish: () => void): void => {
    positions.moveTo(position);
    finish();
  };
  const handle = (message: FromProjector): void => {
    switch (message.kind) {
      case 'open':
        return moved(message.position, opened.resolve);
      case 'moved':
        return moved(message.position, () => metrics.skipped(message.skipped));
      case 'lag':
        return void (lagSeconds = message.seconds);
      case 'caught-up':
        return caughtUp.resolve();
      case 'failed':
        return health.fail(received(message.error), message.facts);
      case 'note':
        return logger?.[message.level](
          { service: name, ...message.facts, ...errorOf(message) },
          message.message,
        );
      case 'chain-broken':
        return metrics.chainBroken(message);
      case 'let-go':
        return void changeOver().catch(health.fail);
      case 'rebuilt':
        for (const reader of readers) reader.takeUp();
        return moved(message.position, rebuild.done);
      case 'rebuild-failed':
        return rebuild.failed(received(message.error));
      case 'stopped':
        return void worker.terminate();
    }
  };
  worker.on('message', handle);
  worker.on('error', (error: Error) => health.fail(error));
  worker.on('exit', () => {
    health.fail(new Error("The projector's thread has ended."));
    metrics.stop();
    exited.resolve();
  });
  return {
    opened: opened.promise,
    caughtUp: caughtUp.promise,
    onFailure: health.onFailure,
    lag: () => ({ seconds: lagSeconds }),
    rebuild: (): Promise<void> => {
      const failure = health.failure();
      return failure === undefined ? rebuild.start() : Promise.reject(failure);
    },
    stop: async (): Promise<void> => {
      health.stopping();
      tell('stop');
      await exited.promise;
    },
  };
};
