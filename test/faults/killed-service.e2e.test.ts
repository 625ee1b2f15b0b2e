import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { communes, withProvince } from '../support/office.ts';
import { startPlatform, type Platform } from '../support/platform.ts';
import { answersOf, failuresOf, reasonsOf, sendAll } from '../support/send-all.ts';
import { storedEvents } from '../support/stored-events.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform();
  await withProvince(platform.as());
});
afterAll(async () => {
  await platform.close();
});

const establishAll = (
  requests: ReturnType<typeof communes>,
  { retries = 0, answered = () => undefined }: { retries?: number; answered?: (count: number) => void },
) => {
  const { agencies } = platform.as(undefined, { retries }).directory;
  return sendAll(requests, (request) => agencies.establishAgency(request), { width: 16, answered });
};

const commandsInLog = async () =>
  (await storedEvents(platform, 'directory_agency')).map(({ command }) => command);

test('a service killed amid commands: what was acknowledged is recorded once, also when resent', async () => {
  const { directory } = platform.services;
  const requests = communes(200);
  let killed: Promise<unknown> | undefined;
  const first = await establishAll(requests, {
    answered: (count) => {
      if (count === 40) killed = directory.kill();
    },
  });
  expect(await killed).toEqual({ code: null, signal: 'SIGKILL' });
  expect([...new Set(failuresOf(first).map(({ failure }) => failure.codeName))]).toEqual(['UNAVAILABLE']);
  const recorded = await commandsInLog();
  expect(answersOf(first).filter(({ request }) => !recorded.includes(request.requestId))).toEqual([]);

  await directory.start();
  const again = await establishAll(requests, { retries: 20 });
  expect(reasonsOf(again)).toEqual([]);
  const answerTo = new Map(answersOf(again).map(({ request, answer }) => [request.requestId, answer]));
  for (const { request, answer } of answersOf(first)) expect(answerTo.get(request.requestId)).toEqual(answer);
  const commands = await commandsInLog();
  expect(new Set(commands).size).toBe(commands.length);
  expect(commands.length).toBe(requests.length + 1);
});

test('a service that is stopped finishes its calls, refuses others, and ends in order', async () => {
  const { directory } = platform.services;
  const requests = communes(200, 1_000);
  let ended: Promise<unknown> | undefined;
  const outcomes = await establishAll(requests, {
    answered: (count) => {
      if (count === 40) ended = directory.stop();
    },
  });
  expect(await ended).toEqual({ code: 0, signal: null });
  expect(answersOf(outcomes).length).toBeGreaterThanOrEqual(40);
  expect([...new Set(failuresOf(outcomes).map(({ failure }) => failure.codeName))]).toEqual(['UNAVAILABLE']);

  const recorded = await commandsInLog();
  const wasRecorded = ({ request }: { request: { requestId: string } }) =>
    recorded.includes(request.requestId);
  expect(answersOf(outcomes).every(wasRecorded)).toBe(true);
  expect(failuresOf(outcomes).filter(wasRecorded)).toEqual([]);
  await directory.start();
});
