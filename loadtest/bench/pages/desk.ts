import { join } from 'node:path';
import { openPortals } from '@egov/local/browser';
import type { Benchmark, Measurement } from '../measurement.ts';
import { cpuOf } from '../processes/cpu-of.ts';
import { fillBehind } from '../read-models/fill-behind.ts';
import { openLoad } from '../under-load.ts';
import { loggedIn, type PageOf } from './logged-in.ts';

const perSecond = 20;

/** As on an ordinary day: mostly the tabs, sometimes a search. */
const addresses = [
  '/desk',
  '/desk?tab=in-progress',
  '/desk?tab=mine',
  '/desk?tab=late',
  '/desk?tab=nearly-late',
  '/desk?tab=waiting-papers',
  '/desk?tab=all',
  '/desk?tab=all&text=nguyen+van+an+808',
];

/** The desk of the portal with a million dossiers behind it, everything on this machine. */
export const desk: Benchmark = {
  name: 'desk',
  about:
    'the desk with 1,000,000 dossiers behind it, 20 pages a second, ' +
    'for the whole province and for one agency',
  run: async ({ folder, quick, say }) => {
    const portals = await openPortals(join(folder, 'platform'), { separate: true });
    try {
      const { accounts } = portals.platform.keycloak;
      const specialist = accounts.find(
        ({ roles, agencies: [agency] }) => roles.includes('specialist') && agency !== '*',
      );
      const counter = accounts.find(
        ({ roles, agencies: [agency] }) => roles.includes('counter-official') && agency === '*',
      );
      if (!specialist || !counter)
        throw new Error(
          'The reference province has no specialist of an agency, or nobody at the centre’s counter.',
        );
      const parts = [portals.platform.portals['staff-portal'], portals.platform.services.procedures].filter(
        (part) => part !== undefined,
      );
      const size = quick ? 50_000 : 1_000_000;
      fillBehind(
        portals.platform.services.procedures.pid,
        join(folder, 'platform', 'procedures'),
        size,
        specialist.agencies[0] ?? '',
      );
      say(`${size.toLocaleString('en-US')} dossiers behind the desk`);
      const figures: Measurement[] = [];
      for (const [who, { username }] of [
        ['the whole province', counter],
        ['one agency', specialist],
      ] as const) {
        const page = await loggedIn(portals, portals.staff, username, say);
        for (const address of addresses) await page(address);
        const empty = await paced(page, quick ? 5 : 15, ['/lock']);
        const seconds = quick ? 5 : 30;
        const before = cpuOf(parts);
        const load = await paced(page, seconds, addresses);
        const cpu = (cpuOf(parts) - before) / (seconds * perSecond);
        figures.push({
          name: `desk of ${who}, ${perSecond}/s, ${size.toLocaleString('en-US')} dossiers, p95`,
          value: load.p95,
          unit: 'ms',
          bar: { at: 'most', value: 100 },
          baseline: { name: 'a page that asks no service', value: empty.p95 },
        });
        if (cpu > 0)
          figures.push({ name: 'CPU of such a page, portal and procedures', value: cpu, unit: 'ms' });
      }
      return figures;
    } finally {
      await portals.close();
    }
  },
};

async function paced(page: PageOf, seconds: number, wanted: readonly string[]) {
  let turn = 0;
  const load = await openLoad({ perSecond, seconds }, async () =>
    (await page(wanted[turn++ % wanted.length] ?? '')).text(),
  );
  if (load.errors.size > 0) throw new Error([...load.errors.keys()].join('; '));
  return load;
}
