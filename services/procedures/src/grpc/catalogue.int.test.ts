import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { failureOf } from '@egov/chassis/testing';
import { CatalogueServiceDefinition } from '@egov/proto/egov/procedures/v1/catalogue_service';
import {
  JUSTICE,
  POLICE,
  PROCEDURE,
  proceduresWorld,
  terms,
  withProcedure,
  withProposal,
  type ProceduresWorld,
} from './test-support/procedures-world.ts';

let world: ProceduresWorld;
beforeEach(async () => {
  world = await proceduresWorld();
});
afterEach(() => world.close());

/** The catalogue as a caller of one agency sees it. */
const catalogueAs = (subject: string, permissions: readonly string[], agencies: readonly string[]) =>
  world.as(CatalogueServiceDefinition, { subject, permissions, agencies });
const administrators = ['procedure.read', 'procedure.propose', 'procedure.publish'];
const police = (subject: string) => catalogueAs(subject, administrators, [POLICE]);
const citizen = () => catalogueAs('citizen', ['procedure.read'], []);
const proposal = (procedureId: string) => ({
  requestId: randomUUID(),
  procedureId,
  inForceFromDay: '2019-01-01',
  terms: { ...terms, agencyId: POLICE, name: 'Thủ tục giả' },
});

test('nobody publishes another procedure under a code that is taken', async () => {
  await withProcedure(world);
  const facts = { code: terms.code };
  expect(await failureOf(police('a').proposeProcedureVersion(proposal(randomUUID())))).toMatchObject({
    codeName: 'ALREADY_EXISTS',
    reason: 'CODE_TAKEN',
    facts,
  });
  const { procedure } = await citizen().getProcedure({ code: terms.code });
  expect(procedure?.procedureId).toBe(PROCEDURE);
});

test('of two proposals under a code only one is published, and the code names it', async () => {
  const theirs = randomUUID();
  await police('a').proposeProcedureVersion(proposal(theirs));
  await withProcedure(world);
  expect(
    await failureOf(
      police('b').publishProcedureVersion({ requestId: randomUUID(), procedureId: theirs, version: 1 }),
    ),
  ).toMatchObject({ reason: 'CODE_TAKEN' });
  expect((await citizen().getProcedure({ code: terms.code })).procedure?.procedureId).toBe(PROCEDURE);
});

test('a proposal is shown to those who may propose or publish at its agency only', async () => {
  await withProposal(world);
  const asked = { procedureId: PROCEDURE };
  for (const stranger of [citizen(), police('c'), catalogueAs('counter', ['procedure.read'], [JUSTICE])]) {
    expect(await failureOf(stranger.listProcedureVersions(asked))).toMatchObject({ codeName: 'NOT_FOUND' });
    expect(await failureOf(stranger.getProcedure(asked))).toMatchObject({ codeName: 'NOT_FOUND' });
    expect(await failureOf(stranger.getProcedure({ code: terms.code }))).toMatchObject({
      codeName: 'NOT_FOUND',
    });
  }
  for (const permission of ['procedure.propose', 'procedure.publish']) {
    const preparing = catalogueAs('of justice', ['procedure.read', permission], [JUSTICE]);
    expect((await preparing.listProcedureVersions(asked)).versions).toHaveLength(1);
    expect((await preparing.getProcedure(asked)).procedure?.current).toBeUndefined();
  }
});

test('beside a published version strangers do not see the next one', async () => {
  await withProcedure(world);
  await world.catalogue.proposeProcedureVersion({
    requestId: randomUUID(),
    procedureId: PROCEDURE,
    inForceFromDay: '2027-01-01',
    terms,
  });
  const { versions } = await citizen().listProcedureVersions({ procedureId: PROCEDURE });
  expect(versions.map(({ version }) => version)).toEqual([1]);
});
