import type { GrantPrivateKey } from '@egov/chassis/runtime';
import { testService, type RaisedService, type TestService } from '@egov/chassis/testing';
import { ResultOutcome, ReturnMethod } from '@egov/proto/egov/procedures/v1/dossier';
import { ApplicantKind } from '@egov/proto/egov/procedures/v1/submission';
import { CatalogueServiceDefinition } from '@egov/proto/egov/procedures/v1/catalogue_service';
import { DossierQueryServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_query_service';
import { DossierCorrespondenceServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_correspondence_service';
import { DossierEndingServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_ending_service';
import { DossierIntakeServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_intake_service';
import { DossierPauseServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_pause_service';
import { DossierSolvingServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_solving_service';
import { FollowServiceDefinition } from '@egov/proto/egov/procedures/v1/follow_service';
import { PersonServiceDefinition } from '@egov/proto/egov/person/v1/person_service';
import { Channel } from '@egov/proto/egov/procedures/v1/procedure';
import { StatisticsServiceDefinition } from '@egov/proto/egov/procedures/v1/statistics_service';
import { DueRounding, DurationUnit } from '@egov/proto/egov/working_time/v1/working_time';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import procedures from '../../service.ts';
import { keyFiles } from './key-files.ts';
import { quietFiles } from './quiet-files.ts';
import { quietDirectory } from './quiet-directory.ts';

const PERMISSIONS = [
  'procedure.propose',
  'procedure.publish',
  'procedure.read',
  'dossier.submit',
  'dossier.receive',
  'dossier.examine',
  'dossier.assign',
  'dossier.decide',
  'dossier.release',
  'dossier.return',
  'dossier.pay',
  'dossier.rate',
  'dossier.read',
  'dossier.read-personal',
  'dossier.withdraw',
  'dossier.backdate',
  'dossier.statistics',
  'dossier.follow',
  'dossier.message',
  'person.read',
  'person.forget',
];

const clientsOf = ({ as }: RaisedService, subject: string) => {
  const all = { subject, agencies: ['*'], permissions: PERMISSIONS };
  return {
    catalogue: as(CatalogueServiceDefinition, all),
    intake: as(DossierIntakeServiceDefinition, all),
    pauses: as(DossierPauseServiceDefinition, all),
    solving: as(DossierSolvingServiceDefinition, all),
    ending: as(DossierEndingServiceDefinition, all),
    correspondence: as(DossierCorrespondenceServiceDefinition, all),
    queries: as(DossierQueryServiceDefinition, all),
    statistics: as(StatisticsServiceDefinition, all),
    follow: as(FollowServiceDefinition, all),
    persons: as(PersonServiceDefinition, all),
  };
};

/** The procedures service in this process, over a log in memory, with clients with all permissions. */
export type ProceduresWorld = TestService &
  ReturnType<typeof clientsOf> &
  Readonly<{
    publisher: ReturnType<typeof clientsOf>;
    /** The key that it signs grants with. */
    granting: GrantPrivateKey;
  }>;

export async function proceduresWorld(): Promise<ProceduresWorld> {
  const { granting, folder, files } = await keyFiles();
  const raised = await testService(procedures, {
    asked: { directory: quietDirectory, files: quietFiles },
    env: files,
  });
  return {
    ...raised,
    ...clientsOf(raised, 'official'),
    publisher: clientsOf(raised, 'publisher'),
    granting,
    close: async () => {
      await raised.close();
      await rm(folder, { recursive: true });
    },
  };
}

export const JUSTICE = '5b2b2f7e-0000-4000-8000-000000000a05';
export const POLICE = '5b2b2f7e-0000-4000-8000-000000000a06';
export const PROCEDURE = '5b2b2f7e-0000-4000-8000-0000000000b1';
export const HISTORY = '5b2b2f7e-0000-4000-8000-0000000000b2';
export const DOSSIER = '5b2b2f7e-0000-4000-8000-0000000000d1';
export const PERSON = '5b2b2f7e-0000-4000-8000-0000000000e1';
/** The number of the deciding document in `withResult`. */
export const DOCUMENT = '15/QĐ-UBND';
export const PAYMENT = '5b2b2f7e-0000-4000-8000-0000000000f1';

const cases = (channel: Channel) => ({
  channel,
  cases: [
    {
      duration: { amount: 3, unit: DurationUnit.DURATION_UNIT_WORKING_DAYS },
      fee: 8_000n,
      rounding: DueRounding.DUE_ROUNDING_HOUR_EXACT,
    },
  ],
});

/** Content of a version of the test's procedure. */
export const terms = {
  code: '1.001193',
  name: 'Đăng ký khai sinh',
  field: 'Hộ tịch',
  level2011: 3,
  onlineLevel: 2 as const,
  decidingLevel: 'Cấp Xã',
  agencyId: JUSTICE,
  channels: [cases(Channel.CHANNEL_COUNTER), cases(Channel.CHANNEL_ONLINE)],
  papers: [{ paperId: 'form', name: 'Tờ khai', originals: 1, copies: 0, required: true }],
  supplement: {
    clock: 1 as const,
    maxWait: { amount: 15, unit: DurationUnit.DURATION_UNIT_WORKING_DAYS },
    extra: undefined,
  },
  steps: [
    {
      stepId: 'examine',
      name: 'Thẩm tra',
      role: 'specialist',
      duration: { amount: 8, unit: DurationUnit.DURATION_UNIT_WORKING_HOURS },
    },
  ],
  recorded: false,
  legalGround: 'QĐ 1872/QĐ-BTP',
  applicants: [],
};

const request = () => ({ requestId: randomUUID(), expectedRevision: undefined });

/** A procedure proposed, not yet published. */
export const withProposal = ({ catalogue }: ProceduresWorld) =>
  catalogue.proposeProcedureVersion({
    ...request(),
    procedureId: PROCEDURE,
    terms,
    inForceFromDay: '2019-01-01',
  });

/** The procedure in force. */
export async function withProcedure(world: ProceduresWorld): Promise<void> {
  await withProposal(world);
  await world.publisher.catalogue.publishProcedureVersion({
    ...request(),
    procedureId: PROCEDURE,
    version: 1,
  });
}

export const submission = {
  dossierId: DOSSIER,
  procedureId: PROCEDURE,
  summary: 'Khai sinh cho con',
  occurredAt: undefined,
  applicant: {
    personId: PERSON,
    kind: ApplicantKind.APPLICANT_KIND_CITIZEN,
    name: 'Nguyễn Văn An',
    idNumber: '025888123456',
    phone: '0888123456',
    address: 'Việt Trì',
  },
  components: [{ paperId: 'form', originals: 1, copies: 0 }],
};
export const reception = {
  ...submission,
  channel: Channel.CHANNEL_COUNTER,
  promisedAt: undefined,
  attributes: {},
};
export const act = { dossierId: DOSSIER, occurredAt: undefined, expectedRevision: undefined };

/** One act on the dossier by a caller with all permissions. */
const acting = () => ({ requestId: randomUUID(), ...act });

/** A dossier submitted online. */
export async function withSubmission(world: ProceduresWorld): Promise<void> {
  await withProcedure(world);
  await world.intake.submitDossier({ requestId: randomUUID(), ...submission });
}

/** A dossier received at the counter and handed to a specialist. */
export async function withDossierInWork(world: ProceduresWorld): Promise<void> {
  await withProcedure(world);
  await world.intake.receiveDossier({ requestId: randomUUID(), ...reception });
  await world.solving.handOverDossier({
    ...acting(),
    stepId: 'examine',
    agencyId: JUSTICE,
    officialId: 'minh',
  });
}

/** A dossier whose only step is done. */
export async function withStepDone(world: ProceduresWorld): Promise<void> {
  await withDossierInWork(world);
  await world.solving.completeStep({ ...acting(), stepId: 'examine' });
}

export async function withSupplementAsked(world: ProceduresWorld): Promise<void> {
  await withDossierInWork(world);
  await world.pauses.requestSupplement({
    ...acting(),
    reason: 'Thiếu',
    defects: [{ paperId: 'form', description: 'Thiếu chữ ký' }],
  });
}

export async function withSuspension(world: ProceduresWorld): Promise<void> {
  await withDossierInWork(world);
  await world.pauses.suspendDossier({ ...acting(), authority: 'Công an tỉnh', reason: 'Xác minh' });
}

export async function withPaymentAsked(world: ProceduresWorld): Promise<void> {
  await withDossierInWork(world);
  await world.pauses.requestPayment({
    ...acting(),
    paymentId: PAYMENT,
    amount: 8_000n,
    description: 'Lệ phí',
  });
}

export async function withResult(world: ProceduresWorld): Promise<void> {
  await withStepDone(world);
  await world.ending.releaseResult({
    ...acting(),
    outcome: ResultOutcome.RESULT_OUTCOME_GRANTED,
    document: DOCUMENT,
  });
}

export async function withResultReturned(world: ProceduresWorld): Promise<void> {
  await withResult(world);
  await world.ending.returnResult({
    ...acting(),
    method: ReturnMethod.RETURN_METHOD_COUNTER,
  });
}

/** An imported history without steps yet. */
export async function withHistory(world: ProceduresWorld, attributes = { channel: 'Desk' }): Promise<void> {
  await world.catalogue.proposeProcedureVersion({
    ...request(),
    procedureId: HISTORY,
    inForceFromDay: '1900-01-01',
    terms: { ...terms, code: '0.000000', recorded: true, steps: [], papers: [] },
  });
  await world.publisher.catalogue.publishProcedureVersion({ ...request(), procedureId: HISTORY, version: 1 });
  await world.intake.receiveDossier({
    requestId: randomUUID(),
    ...reception,
    procedureId: HISTORY,
    components: [],
    importId: 'receipt',
    attributes,
    occurredAt: new Date('2011-10-11T11:42:22Z'),
  });
}
