import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ServiceDefinition } from '@egov/chassis/grpc';
import { fuzzService, namedIds } from '@egov/chassis/testing';
import { act, dossierInWork, finish } from '../support/lives.ts';
import { communes } from '../support/office.ts';
import { JUSTICE, reception, withOneStopCentre, withProcedure } from '../support/one-stop-centre.ts';
import { governor, startPlatform, type Clients, type Platform } from '../support/platform.ts';
import { dice, liveAtRandom } from '../support/random-life.ts';
import { services, type ServiceName } from '../support/services.ts';

const RUNS = 60;

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform();
  const clients = await withOneStopCentre(platform);
  for (const [index, id] of namedIds.entries()) await withRecordsNamed(clients, id, index);
});
afterAll(async () => {
  await platform.close();
});

function communeNamed(number: number): ReturnType<typeof communes>[number] {
  const [commune] = communes(1, number);
  if (commune === undefined) throw new RangeError('One commune was asked for.');
  return commune;
}

/**
 * Creates records with known ids, so that generated messages get past NOT_FOUND; each dossier is in another
 * state.
 */
async function withRecordsNamed(clients: Clients, id: string, index: number): Promise<void> {
  await clients.directory.agencies.establishAgency({ ...communeNamed(index), agencyId: id });
  await clients.directory.staff.registerStaffMember({
    requestId: randomUUID(),
    subject: `registered-${index}`,
    name: 'Nguyễn Thị Lan',
    agencyId: id,
  });
  await withProcedure(platform, id, `1.00${1_000 + index}`);
  await dossierInWork(clients, reception(id, id));
  if (index === 0) await finish(platform, id);
  if (index > 2)
    await liveAtRandom(platform, id, dice(index), 8, async (tried) => {
      await Promise.allSettled([tried]);
    });
}

const every = Object.entries(services).flatMap(([service, definitions]) =>
  Object.entries<ServiceDefinition>(definitions).map(([name, definition]) => ({
    service: service as ServiceName,
    name,
    definition,
  })),
);

describe.each(every)('$service $name', ({ service, definition }) => {
  test('any input is answered, or refused with its reason, and an invalid field is named', async () => {
    const token = await platform.issuer.token({ expiresInSeconds: 600, ...governor });
    const { calls, dishonest, unnamed } = await fuzzService({
      definition,
      url: platform.services[service].now().address,
      token,
      runs: RUNS,
      seed: 20_26,
      atOnce: RUNS,
    });
    expect({ calls, dishonest, unnamed }).toEqual({
      calls: RUNS * Object.keys(definition.methods).length,
      dishonest: [],
      unnamed: [],
    });
  });
});

describe('after all that', () => {
  test('every service works, and its read models are up to date', async () => {
    const clients = platform.as();
    const dossierId = await dossierInWork(clients);
    const { revision, position } = await clients.procedures.solving.completeStep({
      ...act(dossierId),
      stepId: 'examine',
    });
    expect(
      (await clients.procedures.dossierQueries.getDossier({ dossierId, minPosition: position })).dossier
        ?.revision,
    ).toBe(revision);
    const filter = {
      states: [],
      agencyId: JUSTICE,
      officialId: 'minh',
      toSign: false,
    };
    const { dossiers } = await clients.procedures.dossierQueries.listDossiers({
      filter,
      minPosition: position,
    });
    expect(dossiers.map((each) => each.dossierId)).toContain(dossierId);
    const commune = communeNamed(1_000);
    const established = await clients.directory.agencies.establishAgency(commune);
    const { agency } = await clients.directory.agencies.getAgency({
      agencyId: established.agencyId,
      minPosition: established.position,
    });
    expect(agency?.name).toBe(commune.name);
  });
});
