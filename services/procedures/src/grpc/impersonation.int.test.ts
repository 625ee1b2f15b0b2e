import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { grpcClient } from '@egov/chassis/grpc';
import { failureOf, testToken, type TestCaller } from '@egov/chassis/testing';
import { DossierIntakeServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_intake_service';
import { DossierQueryServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_query_service';
import {
  DOSSIER,
  JUSTICE,
  PERSON,
  POLICE,
  proceduresWorld,
  reception,
  submission,
  withProcedure,
  type ProceduresWorld,
} from './test-support/procedures-world.ts';

const STRANGER = '5b2b2f7e-0000-4000-8000-0000000000e9';
const { idNumber } = submission.applicant;
const counter = {
  subject: 'lan',
  agencies: [JUSTICE],
  permissions: ['dossier.receive', 'dossier.read', 'dossier.read-personal'],
};

let world: ProceduresWorld;
let opened: Readonly<{ close: () => void }>[];
beforeEach(async () => {
  opened = [];
  world = await proceduresWorld();
  await withProcedure(world);
});
afterEach(async () => {
  for (const client of opened) client.close();
  await world.close();
});

function as(caller: TestCaller) {
  const options = { token: async () => testToken(caller), retries: 0 };
  const intake = grpcClient(DossierIntakeServiceDefinition, world.url, options);
  const queries = grpcClient(DossierQueryServiceDefinition, world.url, options);
  opened.push(intake, queries);
  return { intake, queries };
}

const stranger = () =>
  as({ subject: STRANGER, agencies: [], permissions: ['dossier.submit', 'dossier.read'] });

const applied = (changes: Readonly<{ personId?: string | undefined; agencyId?: string; phone?: string }>) => {
  const { agencyId, ...applicant } = changes;
  return stranger().intake.submitDossier({
    requestId: randomUUID(),
    ...submission,
    agencyId,
    applicant: { ...submission.applicant, personId: undefined, ...applicant },
  });
};

test('nobody applies online in the name of another person', async () => {
  const { reason, violations } = await failureOf(applied({ personId: PERSON }));
  expect([reason, violations.map(({ field }) => field)]).toEqual([
    'APPLICANT_NOT_YOURSELF',
    ['applicant.person_id'],
  ]);
});

test('a citizen who types somebody’s number still applies as the person logged in', async () => {
  for (const personId of [undefined, STRANGER]) {
    const { dossierId } = await stranger().intake.submitDossier({
      requestId: randomUUID(),
      ...submission,
      dossierId: undefined,
      applicant: { ...submission.applicant, personId },
    });
    expect((await stranger().queries.getDossier({ dossierId })).dossier?.applicant).toMatchObject({
      personId: STRANGER,
      idNumber,
    });
  }
});

test('the counter finds by a number only what a counter received', async () => {
  await applied({ phone: '0999999999' });
  const { queries, intake } = as(counter);
  expect((await failureOf(queries.findApplicant({ idNumber }))).reason).toBe('NOT_FOUND');
  const { dossierId: _, ...received } = reception;
  const applicant = { ...reception.applicant, personId: undefined };
  await intake.receiveDossier({ requestId: randomUUID(), ...received, applicant });
  await world.intake.submitDossier({
    requestId: randomUUID(),
    ...submission,
    dossierId: undefined,
    applicant: { ...applicant, phone: '0999999999' },
  });
  expect((await queries.findApplicant({ idNumber })).applicant?.phone).toBe(submission.applicant.phone);
});

test.each([POLICE, randomUUID()])(
  'a citizen applies to the agency of the procedure alone, not to %s',
  async (agencyId) => {
    const { reason, violations } = await failureOf(applied({ agencyId }));
    expect([reason, violations.map(({ field }) => field)]).toEqual(['AGENCY_NOT_COMPETENT', ['agency_id']]);
    await applied({ agencyId: JUSTICE });
    expect((await stranger().queries.getDossier({ dossierId: DOSSIER })).dossier?.agencyId).toBe(JUSTICE);
  },
);
