import { Worker } from 'node:worker_threads';
import { DomainError } from '../../domain/refusal.ts';
import type { FromQuery, QueryThread, ToQuery } from './worker-messages.ts';
import { received } from './worker-messages.ts';
import { workerUrl } from './worker-url.ts';

/** A query as it waits for a thread. */
type Job = Readonly<{ name: string; args: object; signal: AbortSignal | undefined; resolve: (result: unknown) => void; reject: (error: unknown) => void }>;

/** More queries than this waiting in one lane are answered too late to be of use. */
const MOST_WAITING = 1_000;
/** Two on their way, so that a thread never waits for the next one; the rest can still be called off. */
const ON_THE_WAY = 2;
const RETRY_AFTER_MILLISECONDS = 500;

type Thread = { worker: Worker; running: Map<number, Pick<Job, 'resolve' | 'reject'>> };

/** What a lane is. `threads` start with the first query. */
export type LaneOptions = Readonly<{ data: QueryThread; threads: number; name: string; heapMegabytes: number }>;

/** Runs queries on its threads, in the order in which they came. */
export const queryLane = ({ data, threads: wanted, name, heapMegabytes }: LaneOptions) => {
  const waiting: Job[] = [];
  const threads = new Set<Thread>();
  let lastId = 0;
  let closed = false;
  let paused = false;

  const start = (): Thread => {
    const worker = new Worker(workerUrl('query-worker'), { workerData: data, execArgv: [], name,
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: 8 } });
    const thread: Thread = { worker, running: new Map() };
    const lost = (cause: unknown): void => {
      threads.delete(thread);
      for (const { reject } of thread.running.values()) reject(new DomainError('unavailable', 'QUERY_THREAD_LOST', {}, { cause }));
      thread.running.clear();
      pump();
    };
    worker.on('message', ({ id, result, error }: FromQuery) => {
      const job = thread.running.get(id);
      thread.running.delete(id);
      if (error === undefined) job?.resolve(result);
      else job?.reject(received(error));
      pump();
    });
    worker.on('error', lost);
    worker.on('exit', lost);
    threads.add(thread);
    return thread;
  };
  const send = (thread: Thread, message: { kind: 'query'; name: string; args: object } | { kind: 'let-go' }, job: Pick<Job, 'resolve' | 'reject'>): void => {
    lastId += 1;
    thread.running.set(lastId, job);
    thread.worker.postMessage({ ...message, id: lastId } satisfies ToQuery);
  };
  const freest = (): Thread | undefined => {
    const [least] = [...threads].toSorted((a, b) => a.running.size - b.running.size);
    if (least !== undefined && (least.running.size === 0 || threads.size >= wanted)) return least.running.size < ON_THE_WAY ? least : undefined;
    return start();
  };
  const pump = (): void => {
    while (!paused && !closed && waiting.length > 0) {
      const job = waiting[0];
      if (job === undefined || job.signal?.aborted) {
        waiting.shift();
        job?.reject(job.signal?.reason);
        continue;
      }
      const thread = freest();
      if (thread === undefined) return;
      waiting.shift();
      send(thread, { kind: 'query', name: job.name, args: job.args }, job);
    }
  };
  return {
    run: (query: string, args: object, signal: AbortSignal | undefined): Promise<unknown> => new Promise((resolve, reject) => {
      if (closed) return reject(new DomainError('unavailable', 'QUERIES_CLOSED'));
      if (waiting.length >= MOST_WAITING) return reject(new DomainError('exhausted', 'TOO_MANY_QUERIES', { retryAfterMs: RETRY_AFTER_MILLISECONDS }));
      waiting.push({ name: query, args, signal, resolve, reject });
      pump();
    }),
    letGo: async (): Promise<void> => {
      paused = true;
      await Promise.all([...threads].map((thread) => new Promise((resolve, reject) => send(thread, { kind: 'let-go' }, { resolve, reject }))));
    },
    takeUp: (): void => {
      paused = false;
      pump();
    },
    close: async (): Promise<void> => {
      closed = true;
      for (const job of waiting.splice(0)) job.reject(new DomainError('unavailable', 'QUERIES_CLOSED'));
      await Promise.all([...threads].map(({ worker }) => worker.terminate()));
    },
  };
};
