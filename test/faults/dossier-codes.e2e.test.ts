import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { reception, withOneStopCentre } from '../support/one-stop-centre.ts';
import { startPlatform, type Clients, type Platform } from '../support/platform.ts';
import { answersOf, reasonsOf, sendAll, type Outcome } from '../support/send-all.ts';
import { storedEvents } from '../support/stored-events.ts';

let platform: Platform;
let replica: Awaited<ReturnType<Platform['replica']>>;
beforeAll(async () => {
  platform = await startPlatform();
  await withOneStopCentre(platform);
  replica = await platform.replica('procedures');
});
afterAll(async () => {
  await platform.close();
});

type Reception = ReturnType<typeof reception>;
const receptions = (count: number): readonly Reception[] =>
  Array.from({ length: count }, () => reception(randomUUID(), randomUUID()));

const receiveAll = (clients: Clients, requests: readonly Reception[], answered?: (count: number) => void) =>
  sendAll(requests, (request) => clients.procedures.intake.receiveDossier(request), {
    width: 8,
    ...(answered === undefined ? {} : { answered }),
  });

const codesOf = (outcomes: readonly Outcome<Reception, { code?: string | undefined }>[]) =>
  new Map(answersOf(outcomes).map(({ request, answer }) => [request.dossierId, answer.code ?? '']));

/** Sends everything again to both replicas, and compares the responses with those of the first time. */
async function sentAgain(
  requests: readonly Reception[],
  first: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const patient = { retries: 20 };
  const again = await receiveAll(platform.as(undefined, patient), requests);
  expect(reasonsOf(again)).toEqual([]);
  const codes = codesOf(again);
  expect(codesOf(await receiveAll(replica.as(undefined, patient), requests))).toEqual(codes);
  for (const [dossierId, code] of first) expect(codes.get(dossierId)).toBe(code);
  return codes;
}

async function eachReceivedOnce(requests: readonly Reception[]): Promise<void> {
  const commands = (await storedEvents(platform, 'procedures_dossier'))
    .filter(({ revision }) => revision === 0n)
    .map(({ command }) => command);
  for (const { requestId } of requests)
    expect(commands.filter((command) => command === requestId)).toHaveLength(1);
}

test('two replicas receive, one is killed: no code and no dossier exists twice', async () => {
  const requests = receptions(120);
  let back: Promise<unknown> | undefined;
  const restart = async () => {
    await replica.part.kill();
    await replica.part.start();
  };
  const [here, there] = await Promise.all([
    receiveAll(platform.as(undefined, { retries: 20 }), requests.slice(0, 60)),
    receiveAll(replica.as(undefined, { retries: 0 }), requests.slice(60), (count) => {
      if (count === 20) back = restart();
    }),
  ]);
  await back;
  expect(reasonsOf(here)).toEqual([]);
  const codes = await sentAgain(requests, new Map([...codesOf(here), ...codesOf(there)]));
  expect(new Set(codes.values()).size).toBe(requests.length);
  await eachReceivedOnce(requests);
});

test('the event log killed amid receipts: no code and no dossier exists twice', async () => {
  const requests = receptions(80);
  let killed: Promise<unknown> | undefined;
  const first = await receiveAll(platform.as(undefined, { retries: 0 }), requests, (count) => {
    if (count === 30) killed = platform.eventStore.kill().then(() => platform.eventStore.start());
  });
  await killed;
  const codes = await sentAgain(requests, codesOf(first));
  expect(new Set(codes.values()).size).toBe(requests.length);
  await eachReceivedOnce(requests);
});
