import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { failureOf } from '@egov/chassis/testing';
import {
  act,
  DOSSIER,
  PERSON,
  proceduresWorld,
  reception,
  submission,
  withDossierInWork,
  withProcedure,
  type ProceduresWorld,
} from './test-support/procedures-world.ts';

let world: ProceduresWorld;
beforeEach(async () => {
  world = await proceduresWorld();
});
afterEach(() => world.close());

const forget = (personId: string) =>
  world.persons.forgetPerson({ requestId: randomUUID(), personId, reason: 'Luật 91/2025/QH15' });

async function receiveByNumber(): Promise<string> {
  const { dossierId } = await world.intake.receiveDossier({
    requestId: randomUUID(),
    ...reception,
    dossierId: undefined,
    applicant: { ...submission.applicant, personId: undefined },
  });
  const { dossier } = await world.queries.getDossier({ dossierId });
  return dossier?.applicant?.personId ?? '';
}

test('whoever was forgotten is received again as a new person, and nothing tells it', async () => {
  await withProcedure(world);
  const before = await receiveByNumber();
  const { position } = await forget(before);
  const { idNumber } = submission.applicant;
  expect(await failureOf(world.queries.findApplicant({ idNumber }))).toMatchObject({ reason: 'NOT_FOUND' });
  const after = await receiveByNumber();
  expect(after).not.toBe(before);
  expect((await world.queries.findApplicant({ idNumber })).applicant).toMatchObject({ personId: after });
  expect((await world.persons.listPersonData({ personId: before, minPosition: position })).data).toEqual([]);
});

test('an open dossier of a forgotten person goes on, and no word about them is kept', async () => {
  await withDossierInWork(world);
  await forget(PERSON);
  await world.ending.withdrawDossier({ requestId: randomUUID(), ...act, reason: 'Chuyển đi Quàngxổm' });
  const { entries } = await world.queries.listDossierTimeline({ dossierId: DOSSIER });
  expect(entries.at(-1)).toMatchObject({ eventType: 'DossierWithdrawn', facts: [] });
  expect(JSON.stringify(world.memory.stored.map(({ data }) => data))).not.toContain('Quàngxổm');
});

test('nothing is written to a forgotten person, and their own login says only that it is over', async () => {
  await withDossierInWork(world);
  await forget(PERSON);
  const written = world.correspondence.writeMessage({ requestId: randomUUID(), ...act, text: 'Mời đến' });
  const applied = world.intake.submitDossier({
    requestId: randomUUID(),
    ...submission,
    dossierId: randomUUID(),
  });
  for (const call of [written, applied])
    expect(await failureOf(call)).toMatchObject({ reason: 'ACCOUNT_CLOSED', facts: {} });
});
