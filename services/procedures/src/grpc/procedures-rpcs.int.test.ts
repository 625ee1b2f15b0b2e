import { randomUUID } from 'node:crypto';
import { test } from '@jest/globals';
import { everyRpc } from '@egov/chassis/testing';
import { AuditServiceDefinition } from '@egov/proto/egov/audit/v1/audit_service';
import { CatalogueServiceDefinition } from '@egov/proto/egov/procedures/v1/catalogue_service';
import { DossierQueryServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_query_service';
import { FollowServiceDefinition } from '@egov/proto/egov/procedures/v1/follow_service';
import { PersonServiceDefinition } from '@egov/proto/egov/person/v1/person_service';
import { StatisticsServiceDefinition } from '@egov/proto/egov/procedures/v1/statistics_service';
import {
  DOCUMENT,
  DOSSIER,
  JUSTICE,
  PERSON,
  PROCEDURE,
  proceduresWorld,
  reception,
  submission,
  terms,
  withDossierInWork,
  withProcedure,
  withProposal,
  withResult,
  type ProceduresWorld,
} from './test-support/procedures-world.ts';
import { fileRef, withUploadedPaper } from './test-support/uploaded-paper.ts';

const world = () => proceduresWorld();
const atJustice = {
  scope: {
    agencyId: JUSTICE,
    fromAt: new Date('2026-01-01T00:00:00Z'),
    beforeAt: new Date('2026-12-31T00:00:00Z'),
  },
};
const codeOf = async ({ queries }: ProceduresWorld): Promise<string> =>
  (await queries.getDossier({ dossierId: DOSSIER })).dossier?.code ?? '';

// The applicant is identified by their number alone, as at the counter.
async function withApplicantByNumber(at: ProceduresWorld): Promise<void> {
  await withProcedure(at);
  const applicant = { ...reception.applicant, personId: undefined };
  await at.intake.receiveDossier({ requestId: randomUUID(), ...reception, applicant });
}

const catalogue = everyRpc(world, CatalogueServiceDefinition, {
  proposeProcedureVersion: {
    request: { procedureId: PROCEDURE, terms, inForceFromDay: '2019-01-01' },
    altered: { inForceFromDay: '2020-01-01' },
    agency: JUSTICE,
  },
  publishProcedureVersion: {
    after: withProposal,
    request: { procedureId: PROCEDURE, version: 1 },
    altered: { version: 2 },
    agency: JUSTICE,
  },
  retireProcedure: {
    after: withProcedure,
    request: { procedureId: PROCEDURE, retiredOn: '2027-06-30' },
    altered: { retiredOn: '2028-06-30' },
    agency: JUSTICE,
  },
  getProcedure: { after: withProcedure, request: { procedureId: PROCEDURE }, open: true },
  listProcedureVersions: { after: withProcedure, request: { procedureId: PROCEDURE }, open: true },
  listProcedures: { after: withProcedure, request: { text: 'khai sinh' }, open: true },
});

// A caller who may not see a dossier gets NOT_FOUND, even without the permission.
const dossier = {
  after: withDossierInWork,
  request: { dossierId: DOSSIER },
  agency: JUSTICE,
  as: 'dossier.read',
} as const;
const queries = everyRpc(world, DossierQueryServiceDefinition, {
  getDossier: dossier,
  listDossierTimeline: dossier,
  getControlSheet: dossier,
  grantPaper: {
    after: withUploadedPaper,
    request: { dossierId: DOSSIER, fileRef },
    agency: JUSTICE,
    as: 'dossier.read',
    besides: ['dossier.read-personal'],
  },
  listDossiers: {
    after: withDossierInWork,
    request: { filter: { agencyId: JUSTICE, text: 'khai sinh' } },
    agency: JUSTICE,
  },
  findApplicant: {
    after: withApplicantByNumber,
    request: { idNumber: submission.applicant.idNumber },
    agency: JUSTICE,
    besides: ['dossier.read-personal'],
  },
  findPerson: {
    after: withApplicantByNumber,
    request: { idNumber: submission.applicant.idNumber },
  },
  countDossiers: { after: withDossierInWork, request: { agencyId: JUSTICE }, agency: JUSTICE },
});

const statistics = everyRpc(world, StatisticsServiceDefinition, {
  getProcessStatistics: { after: withDossierInWork, request: atJustice, agency: JUSTICE },
  getSettlementReport: { after: withDossierInWork, request: atJustice, agency: JUSTICE },
  listUnitFigures: { after: withDossierInWork, request: atJustice, agency: JUSTICE },
  getSatisfaction: { after: withDossierInWork, request: atJustice, agency: JUSTICE },
});

const follow = everyRpc(world, FollowServiceDefinition, {
  getFollowSecret: { ...dossier, as: 'dossier.receive', besides: ['dossier.read'] },
  renewFollowSecret: {
    after: withDossierInWork,
    request: { dossierId: DOSSIER },
    altered: { expectedRevision: 99n },
    agency: JUSTICE,
    as: 'dossier.receive',
  },
  followDossier: {
    after: withDossierInWork,
    request: async (at) => ({
      code: await codeOf(at),
      secret: (await at.follow.getFollowSecret({ dossierId: DOSSIER })).secret,
    }),
    open: true,
  },
  checkResult: {
    after: withResult,
    request: async (at) => ({ code: await codeOf(at), document: DOCUMENT }),
    open: true,
  },
});

const persons = everyRpc(world, PersonServiceDefinition, {
  listPersonData: { after: withDossierInWork, request: { personId: PERSON } },
  forgetPerson: {
    after: withDossierInWork,
    request: { personId: PERSON, reason: 'Luật 91/2025/QH15' },
    altered: { reason: 'Khác' },
  },
});

const audit = everyRpc(world, AuditServiceDefinition, {
  listActs: { after: withDossierInWork, request: { agencyId: JUSTICE }, agency: JUSTICE },
});

test.each([...catalogue, ...queries, ...statistics, ...follow, ...persons, ...audit])('%s', (_name, run) =>
  run(),
);
