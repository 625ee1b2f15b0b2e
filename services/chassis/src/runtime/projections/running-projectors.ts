/** A query pool, as far as a projector has to do with it. */
export type Reader = Readonly<{
  /** Closes the connections to the file, after the queries that run; new ones wait. */
  letGo: () => Promise<void>;
  takeUp: () => void;
}>;

/** A projector, as far as a query pool has to do with it. */
export type RunningProjector = Readonly<{
  waitFor: (position: bigint, signal?: AbortSignal) => Promise<void>;
  readers: Set<Reader>;
}>;

/** The projectors of this process by their files, so that a pool finds the one that writes what it reads. */
export const runningProjectors = new Map<string, RunningProjector>();
