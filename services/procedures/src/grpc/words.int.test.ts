import { createHash, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Permission } from '@egov/platform';
import { AuditServiceDefinition } from '@egov/proto/egov/audit/v1/audit_service';
import { DossierIntakeServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_intake_service';
import {
  DossierQueryServiceDefinition,
  ListDossiersRequest,
} from '@egov/proto/egov/procedures/v1/dossier_query_service';
import { FollowServiceDefinition } from '@egov/proto/egov/procedures/v1/follow_service';
import { StatisticsServiceDefinition } from '@egov/proto/egov/procedures/v1/statistics_service';
import { DEFECT, withWords, WORDS } from './test-support/dossier-with-words.ts';
import {
  act,
  DOSSIER,
  JUSTICE,
  PERSON,
  proceduresWorld,
  submission,
  withDossierInWork,
  withProcedure,
  type ProceduresWorld,
} from './test-support/procedures-world.ts';
import { fileRef } from './test-support/uploaded-paper.ts';

let world: ProceduresWorld;
beforeEach(async () => {
  world = await proceduresWorld();
});
afterEach(() => world.close());

const text = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner));

type Claims = Readonly<{ subject: string; agencies: string[]; permissions: Permission[] }>;

/** Everything that a caller is told of the dossier, over every RPC that answers about it. */
async function toldTo(claims: Claims): Promise<string> {
  const queries = world.as(DossierQueryServiceDefinition, claims);
  const statistics = world.as(StatisticsServiceDefinition, claims);
  const [fromAt, beforeAt] = [-2, 2].map((days) => new Date(Date.now() + days * 86_400_000));
  return text([
    await queries.getDossier({ dossierId: DOSSIER }),
    await queries.getDossier({ dossierId: DOSSIER, asOfRevision: 3n }),
    await queries.listDossierTimeline({ dossierId: DOSSIER, pageSize: 200 }),
    await queries.getControlSheet({ dossierId: DOSSIER }),
    await queries.listDossiers(ListDossiersRequest.fromPartial({})),
    await queries.listDossiers(ListDossiersRequest.fromPartial({ asOfAt: new Date() })),
    claims.permissions.includes('dossier.statistics')
      ? await statistics.getSettlementReport({ scope: { fromAt, beforeAt } })
      : [],
  ]);
}

/** Everything that the holder of the slip is told. */
async function toldToFollower(): Promise<string> {
  const { secret } = await world.follow.getFollowSecret({ dossierId: DOSSIER });
  const { dossier } = await world.queries.getDossier({ dossierId: DOSSIER });
  const portal = { subject: 'portal', agencies: ['*'], permissions: ['dossier.follow'] };
  const follower = world.as(FollowServiceDefinition, portal);
  return text(await follower.followDossier({ code: dossier?.code ?? '', secret }));
}

const { name, idNumber, phone, address } = submission.applicant;
/** Who and what it is about: nobody else's business. */
const secrets = [...WORDS, PERSON, fileRef, '"minh"', '"official"', name, idNumber, phone, address];
const heard = (told: string) => secrets.filter((secret) => told.includes(secret));

const clerk: Claims = {
  subject: 'clerk',
  agencies: [JUSTICE],
  permissions: ['dossier.read', 'dossier.release'],
};
const auditor: Claims = {
  subject: 'auditor',
  agencies: ['*'],
  permissions: ['dossier.read', 'dossier.statistics'],
};
const inspector: Claims = {
  subject: 'inspector',
  agencies: [JUSTICE],
  permissions: ['dossier.read', 'dossier.read-personal', 'dossier.statistics'],
};

test('without the right to personal data nobody is told who or what a dossier is about', async () => {
  await withWords(world);
  for (const claims of [clerk, auditor]) {
    const told = await toldTo(claims);
    expect(heard(told)).toEqual([]);
    expect(told).not.toContain(DEFECT);
    expect(told).toContain('SupplementRequested');
  }
});

test('the holder of the slip is told what to supply, and nothing else of who and what', async () => {
  await withWords(world);
  const told = await toldToFollower();
  expect(heard(told)).toEqual([]);
  expect(told).toContain(DEFECT);
});

test('with that right everything is told', async () => {
  await withWords(world);
  const told = await toldTo(inspector);
  expect([...secrets, DEFECT].filter((secret) => !told.includes(secret))).toEqual([]);
});

test('without that right a search finds no names', async () => {
  await withDossierInWork(world);
  const found = async (claims: Claims, words: string) => {
    const queries = world.as(DossierQueryServiceDefinition, claims);
    const request = ListDossiersRequest.fromPartial({ filter: { text: words } });
    return (await queries.listDossiers(request)).dossiers.length;
  };
  for (const words of [name, 'nguyen', 'khai sinh cho con']) {
    expect([words, await found(clerk, words)]).toEqual([words, 0]);
    expect([words, await found(auditor, words)]).toEqual([words, 0]);
    expect([words, await found(inspector, words)]).toEqual([words, 1]);
  }
  expect(await found(clerk, 'dang ky khai')).toBe(1);
});

test('the audit names an applicant only to those who may know them', async () => {
  await withProcedure(world);
  const citizen = { subject: PERSON, agencies: [], permissions: ['dossier.submit'] as const };
  const intake = world.as(DossierIntakeServiceDefinition, citizen);
  await intake.submitDossier({ requestId: randomUUID(), ...submission });
  const acts = async (claims: Claims) => {
    const permissions = [...claims.permissions, 'audit.read'];
    const audit = world.as(AuditServiceDefinition, { ...claims, permissions });
    return (await audit.listActs({ eventType: 'DossierSubmitted' })).acts.map(({ actorId }) => actorId);
  };
  expect(await acts(auditor)).toEqual([undefined]);
  expect(await acts({ ...inspector, agencies: ['*'] })).toEqual([PERSON]);
});

test('no words about a person are in the log without their key', async () => {
  await withWords(world);
  const kept = text(world.memory.stored);
  expect([...WORDS, DEFECT].filter((word) => kept.includes(word))).toEqual([]);
});

test('a dossier says nothing of an applicant who was forgotten, and work on it goes on', async () => {
  await withDossierInWork(world);
  const note = { requestId: randomUUID(), ...act, agencyId: JUSTICE, note: 'words-before' };
  await world.solving.handOverDossier(note);
  await world.pauses.suspendDossier({
    requestId: randomUUID(),
    ...act,
    authority: 'words-authority',
    reason: 'words-question',
  });
  await world.persons.forgetPerson({ requestId: randomUUID(), personId: PERSON, reason: 'theo yêu cầu' });
  expect(await toldTo(inspector)).not.toContain('words-');
  expect(await toldToFollower()).not.toContain('words-');
  // Still suspended, although nobody knows any more who was asked.
  await world.pauses.resumeDossier({ requestId: randomUUID(), ...act, outcome: 'words-after' });
  const again = { ...note, requestId: randomUUID(), officialId: 'minh', note: 'words-after' };
  await world.solving.handOverDossier(again);
  // Sent twice, it is still one act.
  expect(await world.solving.handOverDossier(again)).toMatchObject({ revision: 6n });
  expect(await toldTo(inspector)).not.toContain('words-');
  expect(text([world.memory.stored, await world.rebuilt()])).not.toContain('words-');
});

test('words cannot be tried on what the log keeps of their request', async () => {
  await withDossierInWork(world);
  const digests = world.memory.stored.map(({ metadata }) => (metadata as { hash: string }).hash);
  expect(digests.filter((digest) => !digest.startsWith('hmac:'))).toEqual([]);
  expect(digests).not.toContain(createHash('sha256').update('').digest('hex'));
});
