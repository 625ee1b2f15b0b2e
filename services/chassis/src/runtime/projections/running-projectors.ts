/** What a projector needs of a query pool. */
export type Reader = Readonly<{
  /** Closes the connections to the file after running queries; new ones wait. */
  letGo: () => Promise<void>;
  takeUp: () => void;
}>;

/** What a query pool needs of a projector. */
export type RunningProjector = Readonly<{
  waitFor: (position: bigint, signal?: AbortSignal) => Promise<void>;
  readers: Set<Reader>;
}>;

/** The projectors of this process by file, so that a pool finds the one that writes what it reads. */
export const runningProjectors = new Map<string, RunningProjector>();
