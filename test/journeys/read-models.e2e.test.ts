import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CallFailed } from '@egov/chassis/grpc';
import { dumpReadModel } from '@egov/chassis/testing';
import { communes } from '../support/office.ts';
import { JUSTICE, once, reception, withOneStopCentre } from '../support/one-stop-centre.ts';
import { startPlatform, type Clients, type Platform } from '../support/platform.ts';
import { dice, liveAtRandom, type Dice } from '../support/random-life.ts';
import { serviceNames, type ServiceName } from '../support/services.ts';
import { storedEvents } from '../support/stored-events.ts';

const DOSSIERS = 60;
const ACTS = 18;

let platform: Platform;
let clients: Clients;
beforeAll(async () => {
  platform = await startPlatform();
  clients = await withOneStopCentre(platform);
});
afterAll(async () => {
  await platform.close();
});

const refused = new Map<string, number>();

/** Ignores refusals of untimely acts; any other error is a failure of the test. */
async function tried(act: Promise<unknown>): Promise<void> {
  try {
    await act;
  } catch (error) {
    if (
      !(error instanceof CallFailed) ||
      !['FAILED_PRECONDITION', 'ALREADY_EXISTS', 'INVALID_ARGUMENT', 'NOT_FOUND'].includes(error.codeName)
    )
      throw error;
    refused.set(error.codeName, (refused.get(error.codeName) ?? 0) + 1);
  }
}

async function dossierLives(roll: Dice): Promise<void> {
  const dossierId = randomUUID();
  await clients.procedures.intake.receiveDossier(reception(dossierId, randomUUID()));
  await liveAtRandom(platform, dossierId, roll, ACTS, tried);
}

async function agencyLives(roll: Dice): Promise<void> {
  const { agencies } = clients.directory;
  const [request] = communes(1, roll(100));
  if (request === undefined) throw new RangeError('One commune was asked for.');
  const { agencyId } = await agencies.establishAgency(request);
  await tried(
    agencies.renameAgency({
      ...once(),
      agencyId,
      name: `UBND phường ${roll(50)}`,
      validFromDay: `2025-0${7 + roll(3)}-01`,
    }),
  );
  await tried(
    agencies.renameAgency({
      ...once(),
      agencyId,
      name: `UBND xã ${roll(50)}`,
      validFromDay: `2025-0${7 + roll(3)}-15`,
    }),
  );
  await tried(agencies.moveAgency({ ...once(), agencyId, parentId: JUSTICE, validFromDay: '2026-01-01' }));
  if (roll(4) === 0)
    await tried(
      agencies.dissolveAgency({
        ...once(),
        agencyId,
        dissolvedOn: '2026-06-30',
        successors: [{ agencyId: JUSTICE }],
      }),
    );
}

/** Stops a service and returns the content of its read model, up to the last of its events. */
async function stopped(name: ServiceName) {
  await platform.services[name].stop();
  return dumpReadModel(platform.readModel(name));
}

test('after random lives of dossiers and agencies every read model equals a rebuilt one', async () => {
  await Promise.all(
    Array.from({ length: 6 }, async (_, lane) => {
      const roll = dice(2_026 + lane);
      for (let left = DOSSIERS / 6; left > 0; left -= 1) {
        await dossierLives(roll);
        await agencyLives(roll);
      }
    }),
  );
  expect([...refused.keys()]).toContain('FAILED_PRECONDITION');
  const types = new Set((await storedEvents(platform, 'procedures_dossier')).map(({ type }) => type));
  expect(types.size).toBeGreaterThan(15);

  // The second start reads what the first had not yet read when it was stopped.
  for (const name of serviceNames) {
    await platform.services[name].stop();
    await platform.services[name].start();
    const lived = await stopped(name);
    for (const end of ['', '-wal', '-shm']) await rm(`${platform.readModel(name)}${end}`, { force: true });
    await platform.services[name].start();
    const rebuilt = await stopped(name);
    expect(rebuilt).toEqual(lived);
    expect(Object.values(lived).some(({ rows }) => rows >= DOSSIERS)).toBe(true);
    await platform.services[name].start();
  }
});
