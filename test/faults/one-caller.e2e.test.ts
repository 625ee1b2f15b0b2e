import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { act, dossierInWork } from '../support/lives.ts';
import { withOneStopCentre } from '../support/one-stop-centre.ts';
import { governor, startPlatform, type Clients, type Platform } from '../support/platform.ts';
import { reasonsOf, sendAll } from '../support/send-all.ts';

const MESSAGES = 2_000;
const READS = 50;
const IN_VAIN = 300;

let platform: Platform;
let clients: Clients;
let long: string;
let other: string;

beforeAll(async () => {
  platform = await startPlatform({ MESSAGES_PER_DOSSIER: `${MESSAGES}` });
  clients = await withOneStopCentre(platform);
  [long, other] = [await dossierInWork(clients), await dossierInWork(clients)];
  const { correspondence } = clients.procedures;
  const written = await sendAll(Array.from({ length: MESSAGES }), () =>
    correspondence.writeMessage({ ...act(long), text: 'Bao giờ có kết quả?', audience: undefined }),
  );
  expect(reasonsOf(written)).toEqual([]);
});
afterAll(async () => {
  await platform.close();
});

/** Reads of the other dossier by somebody else, one after the other, until the flood is over. */
async function readsDuring(flood: Promise<unknown>): Promise<readonly number[]> {
  const { dossierQueries } = platform.as(
    { ...governor, subject: 'somebody-else' },
    { retries: 0 },
  ).procedures;
  let over = false;
  void flood.finally(() => {
    over = true;
  });
  const times: number[] = [];
  do {
    const begun = performance.now();
    const { dossier } = await dossierQueries.getDossier({ dossierId: other });
    times.push(performance.now() - begun);
    expect(dossier?.dossierId).toBe(other);
  } while (!over);
  return times;
}

const failuresOf = (outcomes: readonly PromiseSettledResult<unknown>[]): readonly unknown[] =>
  outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [(outcome.reason as { reason?: unknown }).reason] : [],
  );

test('whoever reads one long dossier many times at once stops nobody from reading another', async () => {
  // A new process has no dossier in memory.
  await platform.services.procedures.stop();
  await platform.services.procedures.start();
  const { dossierQueries } = platform.as(undefined, { retries: 20 }).procedures;
  await dossierQueries.getDossier({ dossierId: other });
  const flood = Promise.allSettled(
    Array.from({ length: READS }, () => dossierQueries.getDossier({ dossierId: long })),
  );
  expect(Math.max(...(await readsDuring(flood)))).toBeLessThan(10_000);
  expect(failuresOf(await flood)).toEqual([]);
});

test('whoever asks for positions that do not exist is refused at once, and others are answered', async () => {
  const { dossierQueries } = platform.as(undefined, { retries: 0 }).procedures;
  const ask = () =>
    dossierQueries.listDossiers({ filter: undefined, minPosition: 9_000_000_000_000_000_000n });
  const flood = Promise.allSettled(Array.from({ length: IN_VAIN }, ask));
  expect((await readsDuring(flood)).length).toBeGreaterThan(0);
  const reasons = failuresOf(await flood);
  expect(reasons).toHaveLength(IN_VAIN);
  expect(new Set(reasons)).toEqual(new Set(['POSITION_UNKNOWN', 'TOO_MANY_CALLS_OF_CALLER']));
});
