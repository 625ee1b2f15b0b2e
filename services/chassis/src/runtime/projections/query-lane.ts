import { DomainError } from '../../domain/refusal.ts';
import { type QueryThread, startQueryThread } from './query-thread.ts';
import type { QueryThread as ThreadData } from './worker-messages.ts';

/** A query waiting for a thread. */
type Job = Readonly<{
  name: string;
  args: object;
  signal: AbortSignal | undefined;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}>;

/** With more queries than this waiting in one lane, results come too late to be of use. */
const MAX_WAITING = 1_000;
/** Two sent ahead, so that a thread never waits for the next one; the rest can still be cancelled. */
const ON_THE_WAY = 2;
const RETRY_AFTER_MS = 500;

/** Options of a lane. `threads` start with the first query. */
export type LaneOptions = Readonly<{
  data: ThreadData;
  threads: number;
  name: string;
  heapMegabytes: number;
}>;

/** The threads of a lane, started on demand, and again if one has died. */
const crew = ({ data, threads: wanted, name, heapMegabytes }: LaneOptions, free: () => void) => {
  const threads = new Set<QueryThread>();
  const start = (): QueryThread => {
    const thread = startQueryThread({
      data,
      name: `${name} ${threads.size + 1}`,
      heapMegabytes,
      answered: free,
      lost: (each) => {
        threads.delete(each);
        free();
      },
    });
    threads.add(thread);
    return thread;
  };
  return {
    all: (): readonly QueryThread[] => [...threads],
    /** The thread for the next query; none if all are busy. */
    freest: (): QueryThread | undefined => {
      const [least] = [...threads].toSorted((a, b) => a.busy() - b.busy());
      if (least === undefined || (least.busy() > 0 && threads.size < wanted)) return start();
      return least.busy() < ON_THE_WAY ? least : undefined;
    },
  };
};

/** Runs queries on its threads, in order of arrival. */
export const queryLane = (options: LaneOptions) => {
  const waiting: Job[] = [];
  let state: 'open' | 'paused' | 'closed' = 'open';
  const pump = (): void => {
    while (state === 'open') {
      const [job] = waiting;
      if (job === undefined) return;
      const thread = job.signal?.aborted === true ? undefined : threads.freest();
      if (thread === undefined && job.signal?.aborted !== true) return;
      waiting.shift();
      if (thread === undefined) job.reject(job.signal?.reason);
      else thread.ask({ kind: 'query', name: job.name, args: job.args }).then(job.resolve, job.reject);
    }
  };
  const threads = crew(options, pump);
  return {
    run: (name: string, args: object, signal: AbortSignal | undefined): Promise<unknown> =>
      new Promise((resolve, reject) => {
        if (state === 'closed') return reject(new DomainError('unavailable', 'QUERIES_CLOSED'));
        if (waiting.length >= MAX_WAITING)
          return reject(new DomainError('exhausted', 'TOO_MANY_QUERIES', { retryAfterMs: RETRY_AFTER_MS }));
        waiting.push({ name, args, signal, resolve, reject });
        pump();
      }),
    letGo: async (): Promise<void> => {
      if (state === 'open') state = 'paused';
      await Promise.all(threads.all().map((thread) => thread.ask({ kind: 'let-go' })));
    },
    takeUp: (): void => {
      if (state === 'paused') state = 'open';
      pump();
    },
    close: async (): Promise<void> => {
      state = 'closed';
      for (const job of waiting.splice(0)) job.reject(new DomainError('unavailable', 'QUERIES_CLOSED'));
      await Promise.all(threads.all().map((thread) => thread.leave()));
    },
  };
};
