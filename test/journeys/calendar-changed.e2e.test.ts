import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@egov/chassis/testing';
import { once, reception, withOneStopCentre } from '../support/one-stop-centre.ts';
import { startPlatform, type Clients, type Platform } from '../support/platform.ts';

/** Half of the half minute for which procedures caches the calendar. */
const AT_ONCE_MS = 15_000;
const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;

let platform: Platform;
let replicas: readonly Clients[];

beforeAll(async () => {
  platform = await startPlatform();
  const one = await withOneStopCentre(platform);
  replicas = [one, (await platform.replica('procedures')).as()];
});

afterAll(() => platform.close(), 60_000);

/** Receives a dossier with a time of three working days, and returns how far away its due time is. */
async function promisedFor({ procedures }: Clients): Promise<number> {
  const { dueAt } = await procedures.intake.receiveDossier(reception(randomUUID(), randomUUID()));
  return (dueAt?.getTime() ?? Number.NaN) - Date.now();
}

test('every replica computes the next due time with the calendar just changed in the directory', async () => {
  for (const replica of replicas) expect(await promisedFor(replica)).toBeLessThan(WEEK_MS);
  await platform.as().directory.calendars.defineOfficeHours({
    ...once(),
    calendarId: 'province',
    legalGround: 'QĐ',
    weeklyHours: { validFromDay: '2020-01-01', hours: [{ weekday: 1, opens: '07:00', closes: '11:30' }] },
  });
  await Promise.all(
    replicas.map((replica) =>
      eventually(async () => (await promisedFor(replica)) > WEEK_MS, { within: AT_ONCE_MS, every: 100 }),
    ),
  );
});
