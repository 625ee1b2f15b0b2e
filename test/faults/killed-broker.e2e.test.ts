import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@egov/chassis/testing';
import { communes, withProvince } from '../support/office.ts';
import { startPlatform, type Platform } from '../support/platform.ts';
import { publicMessages } from '../support/public-messages.ts';
import { reasonsOf, sendAll } from '../support/send-all.ts';
import { storedEvents } from '../support/stored-events.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform();
  await withProvince(platform.as());
});
afterAll(async () => {
  await platform.close();
});

const establishAll = (requests: ReturnType<typeof communes>, answered: (count: number) => void) => {
  const { agencies } = platform.as(undefined, { retries: 30 }).directory;
  return sendAll(requests, (request) => agencies.establishAgency(request), { width: 8, answered });
};

/**
 * Waits until every agency in the log was published, and returns the events of log and broker, each in order.
 */
async function toldOfAll() {
  const recorded = await storedEvents(platform, 'directory_agency');
  const published = await eventually(
    async () => {
      const messages = await publicMessages(platform, 'directory');
      return messages.length >= recorded.length ? messages : undefined;
    },
    { every: 200 },
  );
  return {
    recorded: recorded.map(({ id, position }) => ({ id, position })),
    published: published.map(({ id, position }) => ({ id, position })),
  };
}

test('the broker killed amid publishing: commands succeed, each event arrives once, in order', async () => {
  const published = async (atLeast: number) =>
    eventually(async () => (await publicMessages(platform, 'directory')).length >= atLeast);
  await published(1);
  let back: Promise<unknown> | undefined;
  const restart = async () => {
    await platform.nats.kill();
    await platform.nats.start();
  };
  const outcomes = await establishAll(communes(300), (count) => {
    if (count === 100) back = restart();
  });
  expect(reasonsOf(outcomes)).toEqual([]);
  await back;
  const { recorded, published: told } = await toldOfAll();
  expect(recorded.length).toBe(301);
  expect(told).toEqual(recorded);
});

test('a service killed while it publishes: each event arrives once and in order', async () => {
  let back: Promise<unknown> | undefined;
  const restart = async () => {
    await platform.services.directory.kill();
    await platform.services.directory.start();
  };
  const outcomes = await establishAll(communes(200, 1_000), (count) => {
    if (count === 100) back = restart();
  });
  expect(reasonsOf(outcomes)).toEqual([]);
  await back;
  const { recorded, published } = await toldOfAll();
  expect(recorded.length).toBe(501);
  expect(published).toEqual(recorded);
});
