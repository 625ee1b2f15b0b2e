import { test } from '@jest/globals';
import { rpcChecks } from '@egov/chassis/testing';
import { AuditServiceDefinition as audit } from '@egov/proto/egov/audit/v1/audit_service';
import { CatalogueServiceDefinition as catalogue } from '@egov/proto/egov/procedures/v1/catalogue_service';
import {
  PaymentOutcome,
  RatingSubject,
  ResultOutcome,
  ReturnMethod,
} from '@egov/proto/egov/procedures/v1/dossier';
import { DossierQueryServiceDefinition as query } from '@egov/proto/egov/procedures/v1/dossier_query_service';
import { DossierServiceDefinition as dossier } from '@egov/proto/egov/procedures/v1/dossier_service';
import { PersonServiceDefinition as person } from '@egov/proto/egov/person/v1/person_service';
import { StatisticsServiceDefinition as statistics } from '@egov/proto/egov/procedures/v1/statistics_service';
import {
  act,
  DOSSIER,
  JUSTICE,
  PAYMENT,
  PERSON,
  POLICE,
  PROCEDURE,
  proceduresWorld,
  reception,
  submission,
  terms,
  withDossierInWork,
  withHistory,
  withPaymentAsked,
  withProcedure,
  withProposal,
  withResult,
  withResultReturned,
  withStepDone,
  withSubmission,
  withSupplementAsked,
  withSuspension,
  type ProceduresWorld,
} from './test-support/procedures-world.ts';

/** A request that needs something to have happened. */
const after =
  <Request>(arrange: (world: ProceduresWorld) => Promise<unknown>, request: Request) =>
  async (world: ProceduresWorld): Promise<Request> => {
    await arrange(world);
    return request;
  };

const world = () => proceduresWorld();
const proposal = { procedureId: PROCEDURE, terms, inForceFrom: '2019-01-01' };
const whole = {
  agencyId: '',
  procedureId: '',
  importId: '',
  from: new Date('2026-01-01T00:00:00Z'),
  before: new Date('2026-12-31T00:00:00Z'),
};
const atJustice = { ...whole, agencyId: JUSTICE };
const read = { dossierId: DOSSIER, minPosition: 0n };
const tomorrow = new Date(Date.now() + 30 * 86_400_000);

const acts = (
  [
    ['acceptDossier', 'dossier.receive', withSubmission, { promised: undefined }, undefined],
    [
      'refuseDossier',
      'dossier.receive',
      withSubmission,
      { reason: 'Sai thẩm quyền', legalGround: 'NĐ 61/2018' },
      { reason: 'Trùng' },
    ],
    [
      'requestSupplement',
      'dossier.examine',
      withDossierInWork,
      { reason: 'Thiếu', defects: [{ paperId: 'form', description: 'Thiếu chữ ký' }] },
      { reason: 'Khác' },
    ],
    [
      'supplyPapers',
      'dossier.receive',
      withSupplementAsked,
      { components: [], satisfies: true },
      { satisfies: false },
    ],
    [
      'suspendDossier',
      'dossier.examine',
      withDossierInWork,
      { authority: 'Công an tỉnh', reason: 'Xác minh' },
      { reason: 'Khác' },
    ],
    ['resumeDossier', 'dossier.examine', withSuspension, { outcome: 'Đồng ý' }, { outcome: 'Khác' }],
    [
      'handOverDossier',
      'dossier.assign',
      withDossierInWork,
      { stepId: '', agencyId: POLICE, officialId: '', note: '' },
      { note: 'Gấp' },
    ],
    [
      'completeStep',
      'dossier.examine',
      withDossierInWork,
      { stepId: 'examine', outcome: '' },
      { outcome: 'Đạt' },
    ],
    [
      'requestPayment',
      'dossier.examine',
      withDossierInWork,
      { paymentId: PAYMENT, amount: 8_000n, description: 'Lệ phí', payBy: undefined },
      { amount: 9_000n },
    ],
    [
      'confirmPayment',
      'dossier.pay',
      withPaymentAsked,
      { paymentId: PAYMENT, amount: 8_000n, outcome: PaymentOutcome.PAYMENT_OUTCOME_PAID, reference: 'BL-1' },
      { reference: 'BL-2' },
    ],
    [
      'extendDossier',
      'dossier.decide',
      withDossierInWork,
      { newDue: tomorrow, reason: 'Hồ sơ phức tạp' },
      { reason: 'Khác' },
    ],
    [
      'stopDossier',
      'dossier.decide',
      withDossierInWork,
      { reason: 'Không thực hiện nghĩa vụ', legalGround: 'NĐ 61/2018' },
      { reason: 'Khác' },
    ],
    ['withdrawDossier', 'dossier.withdraw', withDossierInWork, { reason: '' }, { reason: 'Khác' }],
    [
      'releaseResult',
      'dossier.release',
      withStepDone,
      { outcome: ResultOutcome.RESULT_OUTCOME_GRANTED, resultCode: '', document: '' },
      { document: '15/QĐ' },
    ],
    ['sendBackResult', 'dossier.return', withResult, { reason: 'Sai tên' }, { reason: 'Khác' }],
    [
      'returnResult',
      'dossier.return',
      withResult,
      { method: ReturnMethod.RETURN_METHOD_COUNTER, receivedBy: '' },
      { method: ReturnMethod.RETURN_METHOD_POST },
    ],
    [
      'rateDossier',
      'dossier.rate',
      withResultReturned,
      { subject: RatingSubject.RATING_SUBJECT_DOSSIER, targetId: '', score: 5, comment: '' },
      { score: 4 },
    ],
    [
      'writeMessage',
      'dossier.message',
      withDossierInWork,
      { text: 'Bao giờ có kết quả?', audience: 0 },
      { text: 'Khác' },
    ],
  ] as const
).flatMap(([method, permission, arrange, said, altered]) =>
  rpcChecks(world, {
    definition: dossier,
    method,
    permission,
    agency: JUSTICE,
    request: after(arrange, { ...act, ...said } as never),
    ...(altered ? { altered: altered as never } : {}),
  }),
);

const checks = [
  ...acts,
  ...rpcChecks(world, {
    definition: dossier,
    method: 'submitDossier',
    permission: 'dossier.submit',
    agency: JUSTICE,
    open: true,
    request: after(withProcedure, submission),
    altered: { summary: 'Khác' },
  }),
  ...rpcChecks(world, {
    definition: dossier,
    method: 'receiveDossier',
    permission: 'dossier.receive',
    agency: JUSTICE,
    request: after(withProcedure, reception),
    altered: { summary: 'Khác' },
  }),
  ...rpcChecks(world, {
    definition: catalogue,
    method: 'proposeProcedureVersion',
    permission: 'procedure.propose',
    agency: JUSTICE,
    request: () => proposal,
    altered: { inForceFrom: '2020-01-01' },
  }),
  ...rpcChecks(world, {
    definition: catalogue,
    method: 'publishProcedureVersion',
    permission: 'procedure.publish',
    agency: JUSTICE,
    request: after(withProposal, { procedureId: PROCEDURE, version: 1 }),
  }),
  ...rpcChecks(world, {
    definition: catalogue,
    method: 'retireProcedure',
    permission: 'procedure.publish',
    agency: JUSTICE,
    request: after(withProcedure, { procedureId: PROCEDURE, retiredOn: '2027-06-30', legalGround: '' }),
    altered: { retiredOn: '2028-06-30' },
  }),
  ...rpcChecks(world, {
    definition: catalogue,
    method: 'getProcedure',
    permission: 'procedure.read',
    agency: JUSTICE,
    open: true,
    request: after(withProcedure, { procedureId: PROCEDURE, code: '', asOf: '', minPosition: 0n }),
  }),
  ...rpcChecks(world, {
    definition: catalogue,
    method: 'listProcedureVersions',
    permission: 'procedure.read',
    agency: JUSTICE,
    open: true,
    request: after(withProcedure, { procedureId: PROCEDURE, minPosition: 0n }),
  }),
  ...rpcChecks(world, {
    definition: catalogue,
    method: 'listProcedures',
    permission: 'procedure.read',
    agency: JUSTICE,
    open: true,
    request: after(withProcedure, {
      text: 'khai sinh',
      field: '',
      agencyId: '',
      applicant: 0 as const,
      asOf: '',
      pageSize: 0,
      pageToken: '',
      minPosition: 0n,
    }),
  }),
  ...rpcChecks(world, {
    definition: query,
    method: 'countDossiers',
    permission: 'dossier.read',
    agency: JUSTICE,
    request: after(withDossierInWork, {
      agencyId: JUSTICE,
      importId: '',
      officialId: '',
      nearlyLateBefore: undefined,
      asOf: undefined,
      minPosition: 0n,
    }),
  }),
  ...rpcChecks(world, {
    definition: query,
    method: 'listDossiers',
    permission: 'dossier.read',
    agency: JUSTICE,
    request: after(withDossierInWork, {
      filter: {
        states: [],
        agencyId: JUSTICE,
        officialId: '',
        procedureId: '',
        channel: 0 as const,
        importId: '',
        text: 'khai sinh',
        toSign: false,
      },
      order: 0 as const,
      pageSize: 0,
      pageToken: '',
      minPosition: 0n,
    }),
  }),
  ...rpcChecks(world, {
    definition: statistics,
    method: 'getProcessStatistics',
    permission: 'dossier.statistics',
    agency: JUSTICE,
    request: after(withDossierInWork, { scope: atJustice, top: 0, minPosition: 0n }),
  }),
  ...rpcChecks(world, {
    definition: statistics,
    method: 'getSettlementReport',
    permission: 'dossier.statistics',
    agency: JUSTICE,
    request: after(withDossierInWork, { scope: atJustice, minPosition: 0n }),
  }),
  ...rpcChecks(world, {
    definition: statistics,
    method: 'listUnitFigures',
    permission: 'dossier.statistics',
    agency: JUSTICE,
    request: after(withDossierInWork, { scope: atJustice, minPosition: 0n }),
  }),
  ...rpcChecks(world, {
    definition: statistics,
    method: 'getSatisfaction',
    permission: 'dossier.statistics',
    agency: JUSTICE,
    request: after(withDossierInWork, { scope: atJustice, minPosition: 0n }),
  }),
  ...rpcChecks(world, {
    definition: audit,
    method: 'listActs',
    permission: 'audit.read',
    agency: JUSTICE,
    request: after(withDossierInWork, {
      actorId: '',
      agencyId: JUSTICE,
      eventType: '',
      from: undefined,
      before: undefined,
      pageSize: 0,
      pageToken: '',
      minPosition: 0n,
    }),
  }),
  ...rpcChecks(world, {
    definition: person,
    method: 'listPersonData',
    permission: 'person.read',
    request: after(withDossierInWork, { personId: PERSON, minPosition: 0n }),
  }),
  ...rpcChecks(world, {
    definition: person,
    method: 'forgetPerson',
    permission: 'person.forget',
    request: after(withDossierInWork, { personId: PERSON, reason: 'Luật 91/2025/QH15' }),
    altered: { reason: 'Khác' },
  }),
];

test.each(checks)('%s', (_name, run) => run());

// What anybody may ask, and only those who may see it are answered: without the permission it does not exist
// either.
const seen = (['getDossier', 'listDossierTimeline', 'getControlSheet'] as const)
  .map((method) => {
    const more = {
      getDossier: { code: '', asOf: undefined, asOfRevision: undefined },
      listDossierTimeline: { pageSize: 0, pageToken: '' },
      getControlSheet: {},
    }[method];
    return rpcChecks(world, {
      definition: query,
      method,
      permission: 'dossier.read',
      agency: JUSTICE,
      request: after(withDossierInWork, { ...read, ...more } as never),
    }).filter(([name]) => !name.includes('without the permission'));
  })
  .flat();

test.each(seen)('%s', (_name, run) => run());

// Steps of a history need `dossier.backdate`, and `dossier.receive` of the agency: the harness gives one
// permission, so the allowed case is a story of its own.
test.each(
  rpcChecks(world, {
    definition: dossier,
    method: 'recordSteps',
    permission: 'dossier.backdate',
    agency: JUSTICE,
    request: after(withHistory, {
      ...act,
      firstIndex: 0,
      steps: [
        {
          activity: 'T02',
          resource: 'Resource10',
          occurred: new Date('2011-10-12T06:26:25Z'),
          transition: 'complete',
        },
      ],
    }),
  }).filter(([name]) => name.includes('without the permission')),
)('%s', (_name, run) => run());
