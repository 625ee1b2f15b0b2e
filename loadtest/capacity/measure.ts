import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openOffice } from '../bench/dossiers/open-office.ts';
import { runner } from '../bench/dossiers/lifecycles.ts';
import { appends } from '../bench/event-log/appends.ts';
import { cpuOf } from '../bench/processes/cpu-of.ts';
import { closedLoad } from '../bench/under-load.ts';
import type { Measurements } from './inputs.ts';

const CALLERS = 16;
const WARM_SECONDS = 5;
const SECONDS = 30;
const COMMANDS = 4;
const MEASURED_APPENDS = 'appends, 64 writers';

/** Measures what one dossier costs on this machine; the cost of a page comes from a load run. */
export async function measure(
  cpuOfPage: Measurements['cpuOfPage'],
  say: (line: string) => void,
): Promise<Measurements> {
  const folder = mkdtempSync(join(tmpdir(), 'egov-capacity-'));
  try {
    const [loadBefore = 0] = loadavg();
    say(`Whole lives of dossiers, ${CALLERS} at a time, for ${SECONDS} s ...`);
    const life = await costOfLife(folder);
    say('Durable appends, 64 at a time ...');
    const rate = await appendsOfLog(folder, say);
    return {
      at: new Date().toISOString(),
      machine: `${cpus().length} cores, ${cpus()[0]?.model.trim() ?? 'unknown'}`,
      loadBefore,
      ...life,
      cpuOfPage,
      appendsOfLife: {
        value: COMMANDS,
        unit: 'appends',
        by: 'one a command: received, handed over, released, returned',
      },
      appendsOfLog: {
        value: rate,
        unit: '/s',
        by: 'eventstore-lite, 64 writers, durable (npm run bench -- event-log)',
      },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

type CostOfLife = Pick<Measurements, 'cpuOfLife' | 'cpuOfLifeInLog' | 'bytesInLog' | 'bytesInReadModel'>;

async function costOfLife(folder: string): Promise<CostOfLife> {
  const office = await openOffice({ folder });
  try {
    const { parts } = office.platform;
    const log = parts.filter(({ name }) => name === 'eventstore-lite');
    if (log.length === 0)
      throw new Error(
        `There is no process of the event log among ${parts.map(({ name }) => name).join(', ')}.`,
      );
    const run = runner(office);
    await run((call) => closedLoad({ callers: CALLERS, seconds: WARM_SECONDS }, call));
    const stand = () => ({
      whole: cpuOf(parts),
      log: cpuOf(log),
      logBytes: bytesIn(join(folder, 'log')),
      readModelBytes: bytesIn(join(folder, 'procedures')),
    });
    const before = stand();
    const { done, errors } = await run((call) => closedLoad({ callers: CALLERS, seconds: SECONDS }, call));
    const after = stand();
    if (done === 0 || after.whole === before.whole) {
      const failed = [...errors].map(([why, times]) => `${times} × ${why}`).join(', ');
      throw new Error(
        `Nothing was measured: ${done} lives; ${failed || 'processor times are unknown on this system'}.`,
      );
    }
    const each = (of: keyof typeof before): number => (after[of] - before[of]) / done;
    const by = `${done} lives, ${CALLERS} at a time`;
    return {
      cpuOfLife: { value: each('whole'), unit: 'ms', by: `${by}: log, broker, directory and procedures` },
      cpuOfLifeInLog: { value: each('log'), unit: 'ms', by: `${by}: the event log alone` },
      bytesInLog: { value: each('logBytes'), unit: 'bytes', by: `${by}: growth of the log's folder` },
      bytesInReadModel: {
        value: each('readModelBytes'),
        unit: 'bytes',
        by: `${by}: growth of the folder of procedures`,
      },
    };
  } finally {
    await office.close();
  }
}

const bytesIn = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce(
      (sum, { parentPath, name }) =>
        sum + (statSync(join(parentPath, name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );

async function appendsOfLog(folder: string, say: (line: string) => void): Promise<number> {
  const own = join(folder, 'appends');
  mkdirSync(own);
  const figures = await appends.run({ folder: own, quick: false, say });
  const found = figures.find(({ name }) => name === MEASURED_APPENDS);
  if (found === undefined)
    throw new Error(
      `The benchmark event-log measures no '${MEASURED_APPENDS}': ` +
        `${figures.map(({ name }) => name).join(', ')}.`,
    );
  return found.value;
}
