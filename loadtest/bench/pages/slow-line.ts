import { join } from 'node:path';
import {
  openBrowser,
  openPortals,
  procedureWithCounter,
  receiveAtCounter,
  type Browser,
  type OpenPortals,
  type ProcedureWithCounter,
  type Visitor,
} from '@egov/local/browser';
import type { Benchmark, Measurement } from '../measurement.ts';

/**
 * A commune's connection: 256 kbit/s each way with a round trip of 400 ms, and a PC six times slower than
 * this machine.
 */
const line = {
  offline: false,
  latency: 400,
  downloadThroughput: 256_000 / 8,
  uploadThroughput: 256_000 / 8,
} as const;
const SLOWER = 6;
/** How long an official takes for each key, in ms. */
const KEY_MS = 150;

const applicant = { name: 'Lê Văn An', idNumber: '025888324076', phone: '0912345678' };

type Times = Readonly<{ login: number; desk: number; again: number; receive: number }>;

/**
 * The staff portal over a commune's connection, in a real browser with an empty cache, with a real Keycloak,
 * all on this machine.
 */
export const slowLine: Benchmark = {
  name: 'slow-line',
  about:
    'the desk after login and a dossier received at the counter, ' +
    'over 256 kbit/s and 400 ms with a six times slower processor',
  run: async ({ folder, quick, say }) => {
    const browser = await openBrowser(say);
    try {
      const portals = await openPortals(join(folder, 'platform'), { separate: true });
      try {
        const procedure = await procedureWithCounter(portals);
        // Once without measuring, so that one-time work of the processes is not counted for the connection.
        await timesOf(browser, portals, procedure, false);
        const near = await timesOf(browser, portals, procedure, false);
        const far: Times[] = [];
        for (let round = 0; round < (quick ? 1 : 3); round += 1)
          far.push(await timesOf(browser, portals, procedure, true));
        return figures(near, far);
      } finally {
        await portals.close();
      }
    } finally {
      await browser.close();
    }
  },
};

async function timesOf(
  browser: Browser,
  { staff, account }: OpenPortals,
  procedure: ProcedureWithCounter,
  isSlow: boolean,
): Promise<Times> {
  const visitor = await browser.visitor();
  try {
    if (isSlow) await slowDown(visitor);
    const { page } = visitor;
    const opened = performance.now();
    const { sent } = await visitor.logIn(`${staff}/desk`, account(procedure.official));
    await page.locator('#text').waitFor();
    const desk = performance.now();
    await page.goto(`${staff}/desk`);
    const again = performance.now();
    await page.goto(`${staff}/counter`);
    const began = performance.now();
    await receiveAtCounter(visitor, { staff, procedure, ...applicant, keyMs: KEY_MS });
    return {
      login: desk - opened,
      desk: desk - sent,
      again: again - desk,
      receive: performance.now() - began,
    };
  } finally {
    await visitor.close();
  }
}

async function slowDown(visitor: Visitor): Promise<void> {
  const protocol = await visitor.protocol();
  await protocol.send('Network.enable');
  await protocol.send('Network.emulateNetworkConditions', line);
  await protocol.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
}

/** The worst of the rounds, as the promise is made to every official. */
function figures(near: Times, far: readonly Times[]): readonly Measurement[] {
  const figure = (name: string, key: keyof Times, most?: number): Measurement => ({
    name: `slow line: ${name}`,
    value: Math.max(...far.map((times) => times[key])) / 1_000,
    unit: 's',
    baseline: { name: 'this machine', value: near[key] / 1_000 },
    ...(most === undefined ? {} : { bar: { at: 'most', value: most } }),
  });
  return [
    figure('from the address to the desk, login included', 'login'),
    figure('first usable page after login', 'desk', 5),
    figure('the desk again', 'again'),
    figure(`a dossier received, ${KEY_MS} ms a key`, 'receive', 60),
  ];
}
