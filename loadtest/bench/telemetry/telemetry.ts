import { join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { freePort, startCollector, type Collector } from '@egov/local';
import { cheapestCalls } from '../calls/calls.ts';
import { openOffice } from '../dossiers/open-office.ts';
import { runner } from '../dossiers/lifecycles.ts';
import type { Benchmark, Measurement } from '../measurement.ts';
import { closedLoad } from '../under-load.ts';

/** The share of the throughput that must be kept with telemetry. */
const KEPT_PERCENT = 85;
const CALLERS = 32;

/** One measurement on one of the two platforms, in `/s`. */
type World = () => Promise<number>;

/**
 * The cost of telemetry: the same work with one trace in ten, metrics and a real collector on the same
 * machine, and without.
 */
export const telemetry: Benchmark = {
  name: 'telemetry',
  about:
    'calls and dossier lifecycles with telemetry (10 % of traces, metrics, ' +
    'a collector on the same machine) compared with the same without',
  run: async ({ folder, quick, say }) => {
    const [rounds, seconds] = quick ? [3, 3] : [7, 6];
    const collector = await startCollector({
      folder: join(folder, 'collected'),
      ports: { otlp: await freePort(), metrics: await freePort(), health: await freePort() },
      logFile: join(folder, 'otel-collector.log'),
    });
    try {
      const env = settings(collector);
      const call =
        (more: Readonly<Record<string, string>>): World =>
        async () =>
          (await cheapestCalls({ callers: CALLERS, seconds, env: more })).perSecond;
      const calls = await alternating(call(env), call({}), rounds);
      say('calls measured');
      const lives = await lifecyclesOf({ folder, env, rounds, seconds });
      return [
        ...figures(`cheapest RPC, ${CALLERS} at a time`, calls),
        ...figures(`lifecycles, ${CALLERS} at a time`, lives),
      ];
    } finally {
      await collector.stop();
    }
  },
};

const settings = ({ endpoint }: Collector): Readonly<Record<string, string>> => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
  OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
  OTEL_TRACES_SAMPLER_ARG: '0.1',
  OTEL_METRIC_EXPORT_INTERVAL: '10000',
});

type LifecycleRun = Readonly<{
  folder: string;
  env: Readonly<Record<string, string>>;
  rounds: number;
  seconds: number;
}>;

/**
 * Two platforms run at the same time and are put to work in turn, so that other work of the machine affects
 * both.
 */
async function lifecyclesOf({ folder, env, rounds, seconds }: LifecycleRun): Promise<Compared> {
  const officeIn = async (name: string, more: Readonly<Record<string, string>>) => {
    const own = join(folder, name);
    await mkdir(own);
    return openOffice({ folder: own, settings: more });
  };
  const [watched, plain] = [await officeIn('watched', env), await officeIn('plain', {})];
  try {
    const [inWatched, inPlain] = [watched, plain].map((office) => {
      const run = runner(office);
      return async () => (await run((life) => closedLoad({ callers: CALLERS, seconds }, life))).perSecond;
    }) as [World, World];
    return await alternating(inWatched, inPlain, rounds);
  } finally {
    await watched.close();
    await plain.close();
  }
}

type Compared = Readonly<{ watched: number; plain: number; kept: number }>;

/**
 * Measures both platforms in turn, after a warm-up, and returns the medians; the order of the two alternates.
 */
async function alternating(watched: World, plain: World, rounds: number): Promise<Compared> {
  await watched();
  await plain();
  const found: { watched: number; plain: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = round % 2 === 0 ? await plain() : undefined;
    const measured = await watched();
    found.push({ watched: measured, plain: before ?? (await plain()) });
  }
  return {
    watched: median(found.map((round) => round.watched)),
    plain: median(found.map((round) => round.plain)),
    kept: median(found.map((round) => (100 * round.watched) / round.plain)),
  };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const figures = (what: string, { watched, plain, kept }: Compared): readonly Measurement[] => [
  {
    name: `${what}, with telemetry`,
    value: watched,
    unit: '/s',
    baseline: { name: 'without', value: plain },
  },
  { name: `${what}: throughput kept`, value: kept, unit: '%', bar: { at: 'least', value: KEPT_PERCENT } },
];
