import { test } from '@jest/globals';
import { everyRpc } from '@egov/chassis/testing';
import {
  PaymentOutcome,
  RatingSubject,
  ResultOutcome,
  ReturnMethod,
} from '@egov/proto/egov/procedures/v1/dossier';
import { DossierCorrespondenceServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_correspondence_service';
import { DossierEndingServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_ending_service';
import { DossierIntakeServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_intake_service';
import { DossierPauseServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_pause_service';
import { DossierSolvingServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_solving_service';
import {
  DOSSIER,
  JUSTICE,
  PAYMENT,
  POLICE,
  proceduresWorld,
  reception,
  submission,
  withDossierInWork,
  withHistory,
  withPaymentAsked,
  withProcedure,
  withResult,
  withResultReturned,
  withStepDone,
  withSubmission,
  PERSON,
  withSupplementAsked,
  withSuspension,
  type ProceduresWorld,
} from './test-support/procedures-world.ts';

/** An act on the dossier, once something has happened to it, by the agency that owns it. */
const act = <Said extends object>(after: (world: ProceduresWorld) => Promise<unknown>, said: Said) => ({
  after,
  request: { dossierId: DOSSIER, ...said },
  agency: JUSTICE,
});
const inAMonth = new Date(Date.now() + 30 * 86_400_000);

const checks = [
  ...everyRpc(proceduresWorld, DossierIntakeServiceDefinition, {
    submitDossier: {
      after: withProcedure,
      request: submission,
      subject: PERSON,
      altered: { summary: 'Khác' },
      open: true,
    },
    receiveDossier: {
      after: withProcedure,
      request: reception,
      altered: { summary: 'Khác' },
      agency: JUSTICE,
    },
    acceptDossier: { ...act(withSubmission, {}), altered: { promisedAt: inAMonth } },
    refuseDossier: {
      ...act(withSubmission, { reason: 'Sai thẩm quyền', legalGround: 'NĐ 61/2018' }),
      altered: { reason: 'Trùng' },
    },
  }),
  ...everyRpc(proceduresWorld, DossierPauseServiceDefinition, {
    requestSupplement: {
      ...act(withDossierInWork, {
        reason: 'Thiếu',
        defects: [{ paperId: 'form', description: 'Thiếu chữ ký' }],
      }),
      altered: { reason: 'Khác' },
      as: 'dossier.examine',
    },
    supplyPapers: {
      ...act(withSupplementAsked, { components: [], satisfies: true }),
      altered: { satisfies: false },
      as: 'dossier.receive',
    },
    suspendDossier: {
      ...act(withDossierInWork, { authority: 'Công an tỉnh', reason: 'Xác minh' }),
      altered: { reason: 'Khác' },
    },
    resumeDossier: { ...act(withSuspension, { outcome: 'Đồng ý' }), altered: { outcome: 'Khác' } },
    requestPayment: {
      ...act(withDossierInWork, { paymentId: PAYMENT, amount: 8_000n, description: 'Lệ phí' }),
      altered: { amount: 9_000n },
    },
    confirmPayment: {
      ...act(withPaymentAsked, {
        paymentId: PAYMENT,
        amount: 8_000n,
        outcome: PaymentOutcome.PAYMENT_OUTCOME_PAID,
        reference: 'BL-1',
      }),
      altered: { reference: 'BL-2' },
      either: true,
    },
  }),
  ...everyRpc(proceduresWorld, DossierSolvingServiceDefinition, {
    handOverDossier: { ...act(withDossierInWork, { agencyId: POLICE }), altered: { note: 'Gấp' } },
    completeStep: { ...act(withDossierInWork, { stepId: 'examine' }), altered: { outcome: 'Đạt' } },
    extendDossier: {
      ...act(withDossierInWork, { newDueAt: inAMonth, reason: 'Hồ sơ phức tạp' }),
      altered: { reason: 'Khác' },
    },
    recordSteps: {
      ...act(withHistory, {
        steps: [
          {
            activity: 'T02',
            resource: 'Resource10',
            occurredAt: new Date('2011-10-12T06:26:25Z'),
            transition: 'complete',
          },
        ],
      }),
      altered: { firstIndex: 1 },
      besides: ['dossier.receive'],
    },
  }),
  ...everyRpc(proceduresWorld, DossierEndingServiceDefinition, {
    releaseResult: {
      ...act(withStepDone, { outcome: ResultOutcome.RESULT_OUTCOME_GRANTED }),
      altered: { document: '15/QĐ' },
    },
    sendBackResult: { ...act(withResult, { reason: 'Sai tên' }), altered: { reason: 'Khác' } },
    returnResult: {
      ...act(withResult, { method: ReturnMethod.RETURN_METHOD_COUNTER }),
      altered: { method: ReturnMethod.RETURN_METHOD_POST },
    },
    stopDossier: {
      ...act(withDossierInWork, { reason: 'Không thực hiện nghĩa vụ', legalGround: 'NĐ 61/2018' }),
      altered: { reason: 'Khác' },
    },
    withdrawDossier: { ...act(withDossierInWork, {}), altered: { reason: 'Khác' } },
  }),
  ...everyRpc(proceduresWorld, DossierCorrespondenceServiceDefinition, {
    writeMessage: { ...act(withDossierInWork, { text: 'Bao giờ có kết quả?' }), altered: { text: 'Khác' } },
    rateDossier: {
      ...act(withResultReturned, { subject: RatingSubject.RATING_SUBJECT_DOSSIER, score: 5 }),
      altered: { score: 4 },
      subject: PERSON,
      open: true,
    },
  }),
];

test.each(checks)('%s', (_name, run) => run());
