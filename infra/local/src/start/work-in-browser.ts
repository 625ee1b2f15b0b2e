import { applyOnline } from '../browser/apply-online.ts';
import { openBrowser } from '../browser/browser.ts';
import { portalsOf, procedureWithCounter } from '../browser/open-portals.ts';
import type { Platform } from '../platform/start-platform.ts';
import { chromiumAtHand } from '../tools/chromium.ts';
import type { DemoState } from './demo-state.ts';

const CITIZEN = 'congdan01';

export type WorkedInBrowser = NonNullable<DemoState['inBrowser']>;

/** One citizen applies and one official accepts in a real browser, each logged in. */
async function applyAndAccept(platform: Platform): Promise<WorkedInBrowser> {
  const portals = portalsOf(platform);
  const { citizens, staff, account } = portals;
  const procedure = await procedureWithCounter(portals);
  const browser = await openBrowser();
  try {
    const began = performance.now();
    const [citizen, official] = [await browser.visitor(), await browser.visitor()];
    await citizen.logIn(`${citizens}/apply/${procedure.procedureId}`, account(CITIZEN));
    const dossierId = await applyOnline(citizen, { citizens, procedure, phone: '0912345678', summary: '' });
    await official.logIn(`${staff}/dossiers/${dossierId}/actions/accept`, account(procedure.official));
    await official.press('main form button');
    await citizen.page.goto(`${citizens}/dossiers/${dossierId}`);
    const title = await citizen.page.title();
    return {
      dossier: title.split(' – ')[0] ?? dossierId,
      procedure: procedure.name,
      citizen: CITIZEN,
      official: procedure.official,
      seconds: Math.round((performance.now() - began) / 1_000),
    };
  } finally {
    await browser.close();
  }
}

/** Does that where there is a Chromium; otherwise the day continues without, with a message. */
export async function workInBrowser(
  platform: Platform,
  say: (line: string) => void,
): Promise<WorkedInBrowser | undefined> {
  if (chromiumAtHand() === undefined) {
    say('Nobody works in a browser today: there is no Chromium on this machine.');
    return undefined;
  }
  try {
    return await applyAndAccept(platform);
  } catch (error) {
    say(`Work in the browser was interrupted: ${(error as Error).message.split('\n')[0]}`);
    return undefined;
  }
}
