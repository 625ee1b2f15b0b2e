import { performance } from 'node:perf_hooks';
import { histogram } from '../../telemetry/signals.ts';
import type { QueryPool } from './queries.ts';
import { queryLane } from './query-lane.ts';
import { readModelFile } from './read-model-file.ts';
import { type Reader, runningProjectors } from './running-projectors.ts';

/**
 * Options of a query pool: the same module, directory and name as the service's projector. `size` is the
 * number of quick threads.
 */
export type QueryPoolOptions = Readonly<{ module: URL; dataDir: string; name: string; size?: number }>;

const queryDuration = histogram('queryDuration');

/** One page of a list is small; a report may hold a year's counts. */
const QUICK_HEAP_MEGABYTES = 96;
const SLOW_HEAP_MEGABYTES = 512;

/**
 * Runs a service's queries on its read model, on threads with read-only connections: with a lane for quick
 * and one for slow queries. The slow lane's thread starts with the first slow query.
 */
export const queryPool = ({ module, dataDir, name, size = 1 }: QueryPoolOptions): QueryPool => {
  const file = readModelFile(dataDir, name);
  const data = { module: module.href, file };
  const quick = queryLane({
    data,
    threads: size,
    name: 'queries',
    heapMegabytes: QUICK_HEAP_MEGABYTES,
  });
  const slow = queryLane({
    data,
    threads: 1,
    name: 'slow queries',
    heapMegabytes: SLOW_HEAP_MEGABYTES,
  });
  const reader: Reader = {
    letGo: async () => {
      await Promise.all([quick.letGo(), slow.letGo()]);
    },
    takeUp: () => [quick, slow].forEach((lane) => lane.takeUp()),
  };
  runningProjectors.get(file)?.readers.add(reader);
  return {
    query: async <T>(
      query: string,
      args: object,
      options: Parameters<QueryPool['query']>[2] = {},
    ): Promise<T> => {
      const began = performance.now();
      const projector = runningProjectors.get(file);
      projector?.readers.add(reader);
      if (options.minPosition !== undefined) {
        if (projector === undefined) throw new Error(`No projector of ${name} to wait for.`);
        await projector.waitFor(options.minPosition, options.signal);
      }
      const lane = options.slow === true ? 'slow' : 'quick';
      const result = await { slow, quick }[lane].run(query, args, options.signal);
      queryDuration(performance.now() - began, { service: name, query, lane });
      return result as T;
    },
    close: async () => {
      runningProjectors.get(file)?.readers.delete(reader);
      await Promise.all([quick.close(), slow.close()]);
    },
  };
};
