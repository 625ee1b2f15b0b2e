import { mkdirSync } from 'node:fs';
import type { Logger } from '../logger/logger.ts';
import { followThread } from './follow-thread.ts';
import { joinThread } from './joined-thread.ts';
import { positionWaiters } from './position-waiters.ts';
import { readModelFile } from './read-model-file.ts';
import { type Reader, runningProjectors } from './running-projectors.ts';
import type { ProjectorThread } from './worker-messages.ts';

/**
 * Options of a projector. `module` is the service's projections module; `natsUrl` and `masterKeyFile` are
 * needed only if fields are sealed.
 */
export type ProjectorOptions = Readonly<{
  module: URL;
  eventStoreUrl: string;
  natsUrl?: string;
  masterKeyFile?: string;
  /** The file of the keys of the service's links. */
  chainKeysFile: string;
  dataDir: string;
  name: string;
  logger?: Logger;
  /** How long a query waits for a position before its caller is asked to retry; two seconds by default. */
  longestWaitMs?: number;
}>;

/** Keeps a service's read model current, in the thread of the process's projectors. */
export type Projector = Readonly<{
  /** The log position of the last event that is in the read model; −1 before the first. */
  position: () => bigint;
  /** Resolves when the read model has first caught up with the log: the replica may become ready. */
  caughtUp: Promise<void>;
  /**
   * Resolves once the position is in the read model. Throws unavailable PROJECTION_BEHIND after two seconds.
   */
  waitFor: (position: bigint, signal?: AbortSignal) => Promise<void>;
  lag: () => Readonly<{ seconds: number }>;
  /** Rebuilds the read model from the first event, next to the one in use, and then replaces it. */
  rebuild: () => Promise<void>;
  /** Calls back if the projector has failed: a projection failed on a stored event, or the thread died. */
  onFailure: (listener: (error: Error) => void) => void;
  stop: () => Promise<void>;
}>;

/** The heap holds a batch and caches; the read models themselves are in files. */
const THREAD = {
  worker: 'projector-worker',
  name: 'projectors',
  heapMegabytes: 256,
  youngHeapMegabytes: 16,
} as const;

/** Starts the projector of a service; resolves when the read model's file exists, before it has caught up. */
export const startProjector = async (options: ProjectorOptions): Promise<Projector> => {
  mkdirSync(options.dataDir, { recursive: true });
  const file = readModelFile(options.dataDir, options.name);
  if (runningProjectors.has(file)) throw new Error(`A projector of ${options.name} is running already.`);
  const data: ProjectorThread = {
    module: options.module.href,
    file,
    name: options.name,
    eventStoreUrl: options.eventStoreUrl,
    natsUrl: options.natsUrl,
    masterKeyFile: options.masterKeyFile,
    chainKeysFile: options.chainKeysFile,
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
