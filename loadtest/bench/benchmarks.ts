import { baselines } from './baselines/baselines.ts';
import { lifecycles } from './dossiers/lifecycles.ts';
import { appends } from './event-log/appends.ts';
import type { Benchmark } from './measurement.ts';
import { lists } from './read-models/lists.ts';

/** Every benchmark, in the order they run. */
export const benchmarks: readonly Benchmark[] = [baselines, appends, lifecycles, lists];
