import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { failureOf } from '@egov/chassis/testing';
import { DossierQueryServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_query_service';
import { FollowServiceDefinition } from '@egov/proto/egov/procedures/v1/follow_service';
import {
  act,
  DOSSIER,
  JUSTICE,
  PERSON,
  POLICE,
  proceduresWorld,
  reception,
  submission,
  withDossierInWork,
  withHistory,
  withProcedure,
  withStepDone,
  type ProceduresWorld,
} from './test-support/procedures-world.ts';

let world: ProceduresWorld;
beforeEach(async () => {
  world = await proceduresWorld();
});
afterEach(() => world.close());

type Caller = Parameters<ProceduresWorld['as']>[1];
const as = (caller: Caller) => world.as(FollowServiceDefinition, caller);

const portal = { subject: 'citizen-portal', agencies: ['*'], permissions: ['dossier.follow'] };
const secretFor = (caller: Caller) => as(caller).getFollowSecret({ dossierId: DOSSIER });
const codeOf = async () =>
  (
    await world.queries.getDossier({
      dossierId: DOSSIER,
    })
  ).dossier?.code ?? '';

test('a holder of the slip sees every step and nothing personal', async () => {
  await withDossierInWork(world);
  await world.pauses.requestSupplement({
    requestId: randomUUID(),
    ...act,
    reason: 'Thiếu',
    defects: [{ paperId: 'form', description: 'Thiếu chữ ký' }],
  });
  const { secret } = await world.follow.getFollowSecret({ dossierId: DOSSIER });
  const answer = await as(portal).followDossier({ code: await codeOf(), secret });
  expect(answer.timeline.map(({ eventType }) => eventType)).toEqual([
    'DossierSubmitted',
    'DossierAccepted',
    'DossierHandedOver',
    'SupplementRequested',
  ]);
  expect(
    JSON.stringify(answer, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
  ).not.toMatch(/Nguyễn Văn An|025888123456|0888123456|Việt Trì|Khai sinh cho con/u);
});

test('a wrong secret and an unknown code are refused alike', async () => {
  await withDossierInWork(world);
  const { secret } = await world.follow.getFollowSecret({ dossierId: DOSSIER });
  const client = as(portal);
  const wrong = await failureOf(client.followDossier({ code: await codeOf(), secret: 'AAAA-BBBB-CCCC' }));
  const unknown = await failureOf(client.followDossier({ code: 'H44.05-260101-9999', secret }));
  expect([wrong.message, wrong.reason, wrong.facts]).toEqual([
    unknown.message,
    unknown.reason,
    unknown.facts,
  ]);
  expect(wrong).toMatchObject({ code: 5 });
});

test('the secret is returned to the applicant and to the counter, to nobody else', async () => {
  await withDossierInWork(world);
  const { secret } = await secretFor({
    subject: PERSON,
    agencies: [],
    permissions: ['dossier.submit', 'dossier.read'],
  });
  expect(
    await secretFor({
      subject: 'counter',
      agencies: [JUSTICE],
      permissions: ['dossier.read', 'dossier.receive'],
    }),
  ).toEqual({ secret });
  expect(
    await failureOf(secretFor({ subject: 'inspector', agencies: [JUSTICE], permissions: ['dossier.read'] })),
  ).toMatchObject({ code: 7 });
  expect(
    await failureOf(
      secretFor({
        subject: 'elsewhere',
        agencies: [POLICE],
        permissions: ['dossier.read', 'dossier.receive'],
      }),
    ),
  ).toMatchObject({ code: 5 });
  expect(await failureOf(secretFor({ ...portal }))).toMatchObject({ code: 5 });
});

test('a renewed slip follows, an earlier one no longer; nobody else renews it', async () => {
  await withDossierInWork(world);
  const code = await codeOf();
  const { secret: old } = await world.follow.getFollowSecret({ dossierId: DOSSIER });
  const renew = (caller: Caller) =>
    as(caller).renewFollowSecret({ requestId: randomUUID(), dossierId: DOSSIER });
  expect(
    await failureOf(renew({ subject: 'other', agencies: [], permissions: ['dossier.submit'] })),
  ).toMatchObject({ code: 7 });
  expect(await failureOf(renew({ ...portal }))).toMatchObject({ code: 7 });
  const { secret } = await renew({ subject: PERSON, agencies: [], permissions: ['dossier.submit'] });
  expect(secret).not.toBe(old);
  expect(await world.follow.getFollowSecret({ dossierId: DOSSIER })).toEqual({ secret });
  expect(await failureOf(as(portal).followDossier({ code, secret: old }))).toMatchObject({
    code: 5,
  });
  const followed = await as(portal).followDossier({ code, secret });
  expect(followed.timeline.at(-1)?.eventType).toBe('FollowSecretRenewed');
});

test('a known applicant is only found where the counter has a dossier of theirs', async () => {
  await withProcedure(world);
  await world.intake.receiveDossier({
    requestId: randomUUID(),
    ...reception,
    applicant: { ...submission.applicant, personId: undefined },
  });
  const find = (caller: Caller) =>
    world.as(DossierQueryServiceDefinition, caller).findApplicant({ idNumber: '025888123456' });
  const counter = {
    subject: 'counter',
    permissions: ['dossier.receive', 'dossier.read', 'dossier.read-personal'],
  };
  expect((await find({ ...counter, agencies: [JUSTICE] })).applicant).toMatchObject({
    name: 'Nguyễn Văn An',
    idNumber: '025888123456',
  });
  expect(await failureOf(find({ ...counter, agencies: [POLICE] }))).toMatchObject({ code: 5 });
  expect(
    await failureOf(find({ ...counter, permissions: ['dossier.receive'], agencies: [JUSTICE] })),
  ).toMatchObject({ code: 7 });
});

test('following needs the portal’s permission', async () => {
  await withDossierInWork(world);
  const { secret } = await world.follow.getFollowSecret({ dossierId: DOSSIER });
  expect(
    await failureOf(
      as({ subject: 'counter', agencies: ['*'], permissions: ['dossier.read'] }).followDossier({
        code: await codeOf(),
        secret,
      }),
    ),
  ).toMatchObject({ code: 7 });
});

test('an imported history has no slip', async () => {
  await withHistory(world);
  expect(await failureOf(world.follow.getFollowSecret({ dossierId: DOSSIER }))).toMatchObject({ code: 5 });
});

test('a result is confirmed to its holder, by code and document alone', async () => {
  await withStepDone(world);
  await world.ending.releaseResult({
    requestId: randomUUID(),
    ...act,
    outcome: 1,
    document: 'QĐ-12/2026',
  });
  const code = await codeOf();
  const result = await as(portal).checkResult({ code, document: 'qđ-12/ 2026' });
  expect(result).toMatchObject({ code, outcome: 1, document: 'QĐ-12/2026', agencyId: JUSTICE });
  const client = as(portal);
  const wrong = await failureOf(client.checkResult({ code, document: 'QĐ-13/2026' }));
  const unknown = await failureOf(client.checkResult({ code: 'H44.05-260101-9999', document: 'QĐ-12/2026' }));
  expect([wrong.code, wrong.message]).toEqual([unknown.code, unknown.message]);
  expect(wrong).toMatchObject({ code: 5 });
});
