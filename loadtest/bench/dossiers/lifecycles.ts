import type { Benchmark, Measurement } from '../measurement.ts';
import { grpcEcho } from '../baselines/grpc-echo.ts';
import { sqliteGroupCommit } from '../baselines/sqlite-group-commit.ts';
import { durations } from '../durations.ts';
import { closedLoad, openLoad, type LoadResult } from '../under-load.ts';
import { cpuOf } from '../processes/cpu-of.ts';
import { lifecycle } from './lifecycle.ts';
import { openOffice, type OpenOffice } from './open-office.ts';

/** The base rate of the burst, and its multiplier. */
const base = 25;
const burst = 10;
const required = 100;
/** CPU milliseconds of two cores in a second. */
const wholeMachine = 2_000;

type Figures = LoadResult & { commands: ReturnType<typeof durations> };
type Load = (call: () => Promise<unknown>) => Promise<LoadResult>;

/**
 * Whole lives of dossiers through the public API of real processes: as many as possible, at a steady rate,
 * and in a burst.
 */
export const lifecycles: Benchmark = {
  name: 'lifecycles',
  about:
    'dossier lifecycles (received, handed over, released, returned: 4 durable commands), at most, ' +
    'steady and in a burst',
  run: async ({ folder, quick, say }) => {
    const seconds = quick ? 6 : 60;
    const echo = await grpcEcho({ callers: 32, seconds: 1 });
    const rows = sqliteGroupCommit({ folder, group: 1, seconds: 1 });
    const office = await openOffice({ folder });
    try {
      say('the reference province is loaded');
      const run = runner(office);
      await run((call) => closedLoad({ callers: 16, seconds: quick ? 2 : 5 }, call));
      const before = cpuOf(office.platform.parts);
      const most = await run((call) => closedLoad({ callers: 32, seconds: quick ? 5 : 20 }, call));
      const cpu = cpuOf(office.platform.parts) - before;
      const steady = await run((call) => openLoad({ perSecond: required, seconds: quick ? 6 : 30 }, call));
      const rush = await run((call) => openLoad({ perSecond: base * burst, seconds }, call));
      say(`errors: ${told(most)} at most, ${told(steady)} steady, ${told(rush)} in the burst`);
      return [
        {
          name: 'lifecycles, 32 at a time',
          value: most.perSecond,
          unit: '/s',
          baseline: { name: '4 bare commits, 1 writer', value: rows / 4 },
          bar: { at: 'least', value: required },
        },
        {
          name: 'commands of these',
          value: most.commands.count / most.seconds,
          unit: '/s',
          baseline: { name: 'bare grpc-js echo, 32', value: echo.perSecond },
        },
        ...(cpu > 0
          ? [
              {
                name: 'CPU of one, all processes of the platform',
                value: cpu / most.done,
                unit: 'ms',
                bar: { at: 'most' as const, value: wholeMachine / required },
              },
            ]
          : []),
        ...figuresOf(`${required}/s steady`, steady, 100),
        ...figuresOf(`burst of ${base * burst}/s for ${seconds} s`, rush, 1_000),
      ];
    } finally {
      await office.close();
    }
  },
};

/** Plays lives of dossiers in an office under a load. */
export const runner = ({ clients, applications }: OpenOffice) => {
  let turn = 0;
  return async (load: Load): Promise<Figures> => {
    const commands = durations();
    const result = await load(() => {
      turn += 1;
      const application = applications[turn % applications.length];
      if (!application) throw new Error('The reference province has nothing to apply for at a counter.');
      return lifecycle(clients, application, turn, commands.record);
    });
    return { ...result, commands };
  };
};

const shed = ({ errors }: LoadResult): number => errors.get('RESOURCE_EXHAUSTED') ?? 0;
const told = ({ errors }: LoadResult): string =>
  errors.size === 0 ? 'none' : [...errors].map(([why, times]) => `${times} × ${why}`).join(', ');

function figuresOf(of: string, load: Figures, most: number): Measurement[] {
  const failed = [...load.errors.values()].reduce((sum, times) => sum + times, 0) - shed(load);
  return [
    { name: `${of}: done`, value: load.perSecond, unit: '/s' },
    { name: `${of}: a command, p50`, value: load.commands.percentile(50), unit: 'ms' },
    {
      name: `${of}: a command, p95`,
      value: load.commands.percentile(95),
      unit: 'ms',
      bar: { at: 'most', value: most },
    },
    { name: `${of}: a command, p99`, value: load.commands.percentile(99), unit: 'ms' },
    { name: `${of}: a life since it was due, p95`, value: load.p95, unit: 'ms' },
    { name: `${of}: shed with RESOURCE_EXHAUSTED`, value: shed(load), unit: '' },
    { name: `${of}: other errors`, value: failed, unit: '', bar: { at: 'most', value: 0 } },
  ];
}
