import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { communes, withProvince } from '../support/office.ts';
import { startPlatform, type Platform } from '../support/platform.ts';
import { answersOf, failuresOf, reasonsOf, sendAll } from '../support/send-all.ts';
import { storedEvents } from '../support/stored-events.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform();
});
afterAll(async () => {
  await platform.close();
});

test('the event log killed amid commands: what was acknowledged exists once, also when resent', async () => {
  const { eventStore, as } = platform;
  const office = as(undefined, { retries: 0 }).directory;
  const patient = as(undefined, { retries: 20 }).directory;
  await withProvince(as());
  const requests = communes(160);

  let killed: Promise<unknown> | undefined;
  const first = await sendAll(requests, (request) => office.agencies.establishAgency(request), {
    // As many as a service takes on at once however slow it is: none is shed.
    width: 32,
    answered: (count) => {
      if (count === 60) killed = eventStore.kill();
    },
  });
  await killed;
  const answered = answersOf(first);
  expect(answered.length).toBeGreaterThanOrEqual(60);
  expect(failuresOf(first).length).toBeGreaterThan(0);
  expect([...new Set(failuresOf(first).map(({ failure }) => failure.codeName))]).toEqual(['UNAVAILABLE']);

  await eventStore.start();
  const again = await sendAll(requests, (request) => patient.agencies.establishAgency(request), {
    width: 16,
  });
  expect(reasonsOf(again)).toEqual([]);
  const answerTo = new Map(answersOf(again).map(({ request, answer }) => [request.requestId, answer]));
  for (const { request, answer } of answered) expect(answerTo.get(request.requestId)).toEqual(answer);

  const commands = (await storedEvents(platform, 'directory_agency')).map(({ command }) => command);
  expect(new Set(commands).size).toBe(commands.length);
  expect(requests.filter(({ requestId }) => !commands.includes(requestId))).toEqual([]);
});
