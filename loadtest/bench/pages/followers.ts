import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { applyOnline, openBrowser, openPortals, procedureWithCounter } from '@egov/local/browser';
import type { Benchmark, Measurement } from '../measurement.ts';
import { memoryOf } from '../processes/memory-of.ts';
import { loggedIn, type PageOf } from './logged-in.ts';

const followers = 200;
const CITIZEN = 'congdan01';

/** Citizens who keep the page of a dossier open, and are notified when it changes. */
export const followersBench: Benchmark = {
  name: 'followers',
  about:
    '200 open pages of a dossier over server-sent events: memory of the portal, ' +
    'and how long until the last one is notified',
  run: async ({ folder, say }) => {
    const portals = await openPortals(join(folder, 'platform'), {
      separate: true,
      env: { LIVE_STREAMS_PER_PERSON: String(followers) },
    });
    try {
      const procedure = await procedureWithCounter(portals);
      const browser = await openBrowser(say);
      const visitor = await browser.visitor();
      await visitor.logIn(`${portals.citizens}/apply/${procedure.procedureId}`, portals.account(CITIZEN));
      const dossierId = await applyOnline(visitor, {
        citizens: portals.citizens,
        procedure,
        phone: '0912345678',
        summary: 'Xin cấp phép',
      });
      await browser.close();
      const page = await loggedIn(portals, portals.citizens, CITIZEN, say);
      const portal = portals.platform.portals['citizen-portal'];
      if (portal === undefined) throw new Error('The citizens’ portal was not raised.');
      const before = memoryOf(portal.pid)?.pss ?? 0;
      const leaving = new AbortController();
      const streams = await Promise.all(
        Array.from({ length: followers }, () => follow(page, dossierId, leaving.signal)),
      );
      const { pss: during } = memoryOf(portal.pid) ?? { pss: 0 };
      const { correspondence, close } = portals.clientsOf('demo');
      const began = performance.now();
      await correspondence.writeMessage({
        requestId: randomUUID(),
        dossierId,
        text: 'Hồ sơ đang được xem',
      });
      await Promise.all(streams.map(({ told }) => told));
      const lastTold = performance.now() - began;
      leaving.abort();
      close();
      return [
        {
          name: `memory of the portal with ${followers} followers (PSS)`,
          value: during,
          unit: 'MB',
          baseline: { name: 'before them', value: before },
          bar: { at: 'most', value: 150 },
        },
        { name: `until the last of ${followers} is notified`, value: lastTold, unit: 'ms' },
      ] satisfies Measurement[];
    } finally {
      await portals.close();
    }
  },
};

/** Opens a stream; `told` resolves when it reports that the dossier changed. */
async function follow(
  page: PageOf,
  dossierId: string,
  signal: AbortSignal,
): Promise<Readonly<{ told: Promise<void> }>> {
  const { body } = await page(`/dossiers/${dossierId}/live`, { signal });
  if (body === null) throw new Error('The stream is empty.');
  return { told: untilTold(body) };
}

async function untilTold(body: ReadableStream<Uint8Array>): Promise<void> {
  let heard = '';
  for await (const part of body) {
    heard += Buffer.from(part).toString();
    if (heard.includes('event: changed')) return;
  }
  throw new Error('A stream ended before its first event.');
}
