import { mkdirSync } from 'node:fs';
import type { Logger } from '../logger/logger.ts';
import { followThread } from './followed-thread.ts';
import { joinThread } from './joined-thread.ts';
import { positionWaiters } from './position-waiters.ts';
import { readModelFile } from './read-model-file.ts';
import { type Reader, runningProjectors } from './running-projectors.ts';
import type { ProjectorThread } from './worker-messages.ts';

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

/** Keeps a service's read model current, in the thread of the process's projectors. */
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

/** The heap is for a batch and its caches; the read models themselves are in files. */
const THREAD = {
  worker: 'projector-worker',
  name: 'projectors',
  heapMegabytes: 256,
  youngHeapMegabytes: 16,
} as const;

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
  const thread = joinThread(THREAD, data);
  const positions = positionWaiters(-1n, options.longestWaitMs);
  const readers = new Set<Reader>();
  runningProjectors.set(file, { waitFor: positions.waitFor, readers });
  const state = followThread(thread, options, positions, readers);
  try {
    await state.opened;
  } catch (error) {
    runningProjectors.delete(file);
    await thread.leave();
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
