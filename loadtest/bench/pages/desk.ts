import { join } from 'node:path';
import type { Event } from '@egov/chassis/domain';
import type { StoredEvent } from '@egov/chassis/runtime';
import { fillReadModel } from '@egov/chassis/testing';
import { openPortals } from '@egov/local/browser';
import models from '@egov/procedures/read-models';
import type { Benchmark, Measurement } from '../measurement.ts';
import { agencies, madeUpDossier } from '../read-models/made-up-dossiers.ts';
import { openLoad } from '../under-load.ts';
import { loggedIn, type PageOf } from './logged-in.ts';

const perSecond = 20;
const batch = 2_000;

/** As a day goes: mostly the tabs, sometimes a search. */
const addresses = [
  '/desk', '/desk?tab=in-progress', '/desk?tab=mine', '/desk?tab=late', '/desk?tab=nearly-late', '/desk?tab=waiting-papers', '/desk?tab=all', '/desk?tab=all&text=nguyen+van+an+808',
];

/** The desk of the portal with a million dossiers behind it, everything on this machine. */
export const desk: Benchmark = {
  name: 'desk',
  about: 'the desk with 1,000,000 dossiers behind it, 20 pages a second, for the whole province and for one agency',
  run: async ({ folder, quick, say }) => {
    const portals = await openPortals(join(folder, 'platform'));
    try {
      const { accounts } = portals.platform.keycloak;
      const specialist = accounts.find(({ roles, agencies: [agency] }) => roles.includes('specialist') && agency !== '*');
      const counter = accounts.find(({ roles, agencies: [agency] }) => roles.includes('counter-official') && agency === '*');
      if (!specialist || !counter) throw new Error('The reference province has no specialist of an agency, or nobody at the centre’s counter.');
      const size = quick ? 50_000 : 1_000_000;
      fill(portals.platform.services.procedures.pid, join(folder, 'platform', 'procedures'), size, specialist.agencies[0] ?? '');
      say(`${size.toLocaleString('en-US')} dossiers behind the desk`);
      const figures: Measurement[] = [];
      for (const [who, { username }] of [['the whole province', counter], ['one agency', specialist]] as const) {
        const page = await loggedIn(portals, portals.staff, username, say);
        for (const address of addresses) await page(address);
        const empty = await paced(page, quick ? 5 : 15, ['/lock']);
        const load = await paced(page, quick ? 5 : 30, addresses);
        figures.push({
          name: `desk of ${who}, ${perSecond}/s, ${size.toLocaleString('en-US')} dossiers, p95`, value: load.p95, unit: 'ms', bar: { at: 'most', value: 100 },
          baseline: { name: 'a page that asks no service', value: empty.p95 },
        });
      }
      return figures;
    } finally {
      await portals.close();
    }
  },
};

async function paced(page: PageOf, seconds: number, wanted: readonly string[]) {
  let turn = 0;
  const load = await openLoad({ perSecond, seconds }, async () => (await page(wanted[turn++ % wanted.length] ?? '')).text());
  if (load.errors.size > 0) throw new Error([...load.errors.keys()].join('; '));
  return load;
}

/** Fills the read model beside the service, which is held meanwhile: a log of a million dossiers would take hours to write through the API. */
function fill(pid: number, dataDir: string, size: number, agencyOfSpecialist: string): void {
  process.kill(pid, 'SIGSTOP');
  try {
    const filler = fillReadModel({ models, dataDir });
    for (let number = 0; number < size; number += batch) {
      filler.apply(Array.from({ length: Math.min(batch, size - number) }, (_, index) => madeUpDossier(number + index)).flat().map((event) => inAgency(event, agencyOfSpecialist)));
    }
    filler.close();
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}

/** The first of the made-up agencies is the specialist's own. */
const inAgency = (event: StoredEvent<Event>, agencyId: string): StoredEvent<Event> => ((event.data as { agencyId: string }).agencyId !== agencies[0] ? event
  : JSON.parse(JSON.stringify({ ...event, position: 0 }).replaceAll(agencies[0] ?? '', agencyId), (key, value: unknown) => (key === 'position' ? event.position : value)) as StoredEvent<Event>);
