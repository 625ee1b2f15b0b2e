import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runner } from '../dossiers/lifecycles.ts';
import { openOffice, type OpenOffice } from '../dossiers/open-office.ts';
import type { Benchmark, Measurement } from '../measurement.ts';
import { closedLoad } from '../under-load.ts';
import { cpuOf } from './cpu-of.ts';
import { memoryOf } from './memory-of.ts';

/** Garbage of the start is collected within this. */
const SETTLE_MS = 5_000;
const CALLERS = 32;
/** The other processes of a platform. */
const GROUND = new Set(['nats-server', 'eventstore-lite']);

type Figures = Readonly<{ start: number; pss: number; perSecond: number; cpu: number }>;

/** What sharing a process costs and saves. */
export const hosted: Benchmark = {
  name: 'hosted',
  about:
    'start, idle memory and lives of dossiers, with all services in one process compared with separate ones',
  run: async ({ folder, quick }) => {
    const figuresOf = async (name: string, shared: boolean): Promise<Figures> => {
      const own = join(folder, name);
      await mkdir(own);
      let start = 0;
      const office = await openOffice({
        folder: own,
        hosted: shared,
        onStarted: (part, milliseconds) => {
          if (!GROUND.has(part.name)) start += milliseconds;
        },
      });
      try {
        return { start, ...(await measured(office, quick)) };
      } finally {
        await office.close();
      }
    };
    const apart = await figuresOf('apart', false);
    return measurementsOf(await figuresOf('hosted', true), apart);
  },
};

async function measured(office: OpenOffice, quick: boolean): Promise<Omit<Figures, 'start'>> {
  const { parts } = office.platform;
  await pause(SETTLE_MS);
  const services = parts.filter(({ name }) => !GROUND.has(name));
  const pss = services.reduce((sum, { pid }) => sum + (memoryOf(pid)?.pss ?? NaN), 0);
  const run = runner(office);
  await run((call) => closedLoad({ callers: 16, seconds: quick ? 2 : 5 }, call));
  const before = cpuOf(parts);
  const { perSecond, done } = await run((call) =>
    closedLoad({ callers: CALLERS, seconds: quick ? 5 : 20 }, call),
  );
  return { pss, perSecond, cpu: (cpuOf(parts) - before) / done };
}

const measurementsOf = (together: Figures, apart: Figures): Measurement[] =>
  (
    [
      ['services: start', 'start', 'ms'],
      ['services: PSS with the province loaded', 'pss', 'MB'],
      [`lifecycles, ${CALLERS} at a time`, 'perSecond', '/s'],
      ['CPU of one, all processes of the platform', 'cpu', 'ms'],
    ] as const
  ).map(([name, figure, unit]) => ({
    name: `hosted: ${name}`,
    value: together[figure],
    unit,
    baseline: { name: 'the same apart', value: apart[figure] },
  }));
