import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { grantPublicKey, grantVerifier } from '@egov/chassis/runtime';
import { failureOf } from '@egov/chassis/testing';
import { DossierQueryServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_query_service';
import {
  DOSSIER,
  JUSTICE,
  PERSON,
  POLICE,
  proceduresWorld,
  submission,
  type ProceduresWorld,
} from './test-support/procedures-world.ts';
import { fileRef, withUploadedPaper } from './test-support/uploaded-paper.ts';

const personal = ['dossier.read', 'dossier.read-personal'] as const;

let world: ProceduresWorld;
beforeEach(async () => {
  world = await proceduresWorld();
  await withUploadedPaper(world);
});
afterEach(() => world.close());

type Caller = Parameters<ProceduresWorld['as']>[1];
const as = (caller: Caller) => world.as(DossierQueryServiceDefinition, caller);

const verify = (token: string, subject: string, thing = fileRef) =>
  grantVerifier({ audience: 'files', trusted: { procedures: [grantPublicKey(world.granting)] } })({
    token,
    subject,
    verb: 'read',
    thing,
  });

test('a caller who may see the dossier is granted its file, in the name of the applicant', async () => {
  const official = as({ subject: 'lan', agencies: [JUSTICE], permissions: [...personal] });
  const { grant, expiresAt } = await official.grantPaper({ dossierId: DOSSIER, fileRef });
  expect(await verify(grant, 'lan')).toEqual({
    audience: 'files',
    subject: 'lan',
    verb: 'read',
    thing: fileRef,
    owner: PERSON,
    record: `dossier:${DOSSIER}`,
  });
  expect(expiresAt?.getTime()).toBeLessThanOrEqual(Date.now() + 300_000);
  await expect(verify(grant, 'minh')).rejects.toMatchObject({ reason: 'GRANT_REFUSED' });
});

test('the applicant is granted files of their own dossier', async () => {
  const applicant = as({ subject: PERSON, agencies: [], permissions: ['dossier.read'] });
  const { grant } = await applicant.grantPaper({ dossierId: DOSSIER, fileRef });
  expect((await verify(grant, PERSON)).record).toBe(`dossier:${DOSSIER}`);
});

test.each<[string, Caller]>([
  ['an official of another agency', { agencies: [POLICE], permissions: personal }],
  [
    'an official who may not see the applicant’s data',
    { agencies: [JUSTICE], permissions: ['dossier.read'] },
  ],
  ['an official of no agency', { agencies: [], permissions: personal }],
  ['another citizen', { subject: randomUUID(), agencies: [], permissions: ['dossier.read'] }],
  ['a caller without any permission', { agencies: [JUSTICE], permissions: [] }],
])('%s is granted nothing', async (_, caller) => {
  expect((await failureOf(as(caller).grantPaper({ dossierId: DOSSIER, fileRef }))).reason).toBe('NOT_FOUND');
});

test('a file that the dossier does not name is not granted by it', async () => {
  for (const other of [`sha256:${'1e'.repeat(32)}`, 'x'])
    expect((await failureOf(world.queries.grantPaper({ dossierId: DOSSIER, fileRef: other }))).reason).toBe(
      'NOT_FOUND',
    );
  expect((await failureOf(world.queries.grantPaper({ dossierId: randomUUID(), fileRef }))).reason).toBe(
    'NOT_FOUND',
  );
});

test('the file’s name is the dossier’s, cleaned, and shown with the applicant’s data only', async () => {
  const nameTo = async (client: Pick<ProceduresWorld['queries'], 'getDossier'>) =>
    (await client.getDossier({ dossierId: DOSSIER })).dossier?.components[0]?.fileName;
  expect(await nameTo(world.queries)).toBe('giấy khai sinh.pdf');
  const without = as({ agencies: [JUSTICE], permissions: ['dossier.read'] });
  expect(await nameTo(without)).toBeUndefined();
  await world.persons.forgetPerson({ requestId: randomUUID(), personId: PERSON, reason: 'asked for' });
  expect(await nameTo(world.queries)).toBeUndefined();
});

test('a malformed reference of a file is refused', async () => {
  const [paper] = submission.components;
  const sent = world.intake.submitDossier({
    requestId: randomUUID(),
    ...submission,
    dossierId: randomUUID(),
    components: [{ ...paper, fileRef: '../../etc/passwd' }],
  });
  expect((await failureOf(sent)).codeName).toBe('INVALID_ARGUMENT');
});
