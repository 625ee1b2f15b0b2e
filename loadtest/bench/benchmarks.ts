import { baselines } from './baselines/baselines.ts';
import { calls } from './calls/calls.ts';
import { lifecycles } from './dossiers/lifecycles.ts';
import { appends } from './event-log/appends.ts';
import { floods } from './floods/floods.ts';
import { history } from './history/history.ts';
import type { Benchmark } from './measurement.ts';
import { desk } from './pages/desk.ts';
import { followersBench } from './pages/followers.ts';
import { slowLine } from './pages/slow-line.ts';
import { hosted } from './processes/hosted.ts';
import { processes } from './processes/processes.ts';
import { lists } from './read-models/lists.ts';
import { telemetry } from './telemetry/telemetry.ts';

/** Every benchmark, in the order they run. */
export const benchmarks: readonly Benchmark[] = [
  baselines,
  calls,
  appends,
  lifecycles,
  history,
  lists,
  processes,
  hosted,
  slowLine,
  desk,
  followersBench,
  floods,
  telemetry,
];
