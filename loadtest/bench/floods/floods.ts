import { join } from 'node:path';
import { openPortals, procedureWithCounter, type OpenPortals } from '@egov/local/browser';
import type { Benchmark, Measurement } from '../measurement.ts';
import { openLoad } from '../under-load.ts';
import { longDossier } from './long-dossier.ts';
import { openFloods, type Flood } from './open-floods.ts';

const MESSAGES = 2_000;
const PER_SECOND = 20;

/** What one caller does to the others: a dossier is read while somebody floods the platform. */
export const floods: Benchmark = {
  name: 'floods',
  about:
    'how long others wait for a dossier while one caller reads a long one, asks in vain, ' +
    'opens public pages, checks results, uploads, or opens live streams, as fast as it can',
  run: async ({ folder, quick, say }) => {
    const portals = await openPortals(join(folder, 'platform'), {
      separate: true,
      env: { MESSAGES_PER_DOSSIER: `${MESSAGES}` },
    });
    try {
      const procedure = await procedureWithCounter(portals);
      const long = await longDossier(portals, procedure, quick ? 200 : MESSAGES);
      const other = await longDossier(portals, procedure, 0);
      const read = readerOf(portals, procedure.official, other.dossierId);
      const seconds = quick ? 3 : 10;
      // Once before, so that no figure has the start of a process in it.
      await openLoad({ perSecond: PER_SECOND, seconds: 2 }, read);
      const calm = await openLoad({ perSecond: PER_SECOND, seconds }, read);
      const figures: Measurement[] = [];
      for (const [name, flood] of Object.entries(await openFloods(portals, { procedure, long, say }))) {
        const stop = new AbortController();
        const flooding = repeated(flood, stop.signal);
        const load = await openLoad({ perSecond: PER_SECOND, seconds }, read);
        stop.abort();
        const told = await flooding;
        say(`${name}: ${told}`);
        if (load.errors.size > 0) throw new Error(`Others failed: ${[...load.errors.keys()].join('; ')}`);
        figures.push({
          name: `another dossier during ${name}, p99`,
          value: load.p99,
          unit: 'ms',
          baseline: { name: 'without a flood', value: calm.p99 },
          bar: { at: 'most', value: 1_000 },
        });
      }
      return figures;
    } finally {
      await portals.close();
    }
  },
};

function readerOf({ clientsOf }: OpenPortals, username: string, dossierId: string) {
  const { dossierQueries } = clientsOf({ username });
  return () => dossierQueries.getDossier({ dossierId });
}

/** Floods again and again until told to stop; says what came of it. */
async function repeated(flood: Flood, signal: AbortSignal): Promise<string> {
  const outcomes = new Map<string, number>();
  while (!signal.aborted)
    for (const outcome of await flood(signal)) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  return [...outcomes].map(([outcome, count]) => `${count} × ${outcome}`).join(', ');
}
