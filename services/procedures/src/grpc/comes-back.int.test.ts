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
  withHistory,
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
  for (const call of [world.queries.findApplicant({ idNumber }), world.queries.findPerson({ idNumber })])
    expect(await failureOf(call)).toMatchObject({ reason: 'NOT_FOUND' });
  const after = await receiveByNumber();
  expect(after).not.toBe(before);
  expect((await world.queries.findApplicant({ idNumber })).applicant).toMatchObject({ personId: after });
  expect(await world.queries.findPerson({ idNumber })).toEqual({ personId: after });
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

test('attributes of an imported history are listed, sealed in the log, and forgotten', async () => {
  const attributes = { channel: 'Desk', 'concept:name': 'Quàngxổm' };
  await withHistory(world, attributes);
  const { data } = await world.persons.listPersonData({ personId: PERSON });
  expect(data).toContainEqual(
    expect.objectContaining({ field: 'attributes.concept:name', value: 'Quàngxổm' }),
  );
  expect(JSON.stringify(world.memory.stored.map((event) => event.data))).not.toContain('Quàngxổm');
  await forget(PERSON);
  expect(JSON.stringify(await world.readModels.dump())).not.toMatch(/Quàngxổm/u);
});

test('nothing is written to a forgotten person, and their own login says only that it is over', async () => {
  await withDossierInWork(world);
  await forget(PERSON);
  const write = () => world.correspondence.writeMessage({ requestId: randomUUID(), ...act, text: 'Mời đến' });
  const apply = () =>
    world.intake.submitDossier({ requestId: randomUUID(), ...submission, dossierId: randomUUID() });
  for (const call of [write, apply])
    expect(await failureOf(call())).toMatchObject({ reason: 'ACCOUNT_CLOSED', facts: {} });
});
