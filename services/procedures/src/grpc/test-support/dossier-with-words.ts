import { grpcClient } from '@egov/chassis/grpc';
import { testToken } from '@egov/chassis/testing';
import {
  MessageAudience,
  PaymentOutcome,
  ResultOutcome,
  ReturnMethod,
} from '@egov/proto/egov/procedures/v1/dossier';
import { DossierCorrespondenceServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_correspondence_service';
import { randomUUID } from 'node:crypto';
import {
  act,
  JUSTICE,
  PAYMENT,
  PERSON,
  reception,
  submission,
  withProcedure,
  type ProceduresWorld,
} from './procedures-world.ts';
import { fileRef } from './uploaded-paper.ts';

/** What is to be supplied, which the holder of the slip must know. */
export const DEFECT = 'words-defect';

/** Every text that somebody can say about the applicant, but the defect. */
export const WORDS = [
  'words-summary',
  'words-paper',
  'words-file-name',
  'words-supplied-name',
  'words-note',
  'words-supplement',
  'words-authority',
  'words-question',
  'words-answer',
  'words-description',
  'words-reference',
  'words-refunded',
  'words-extension',
  'words-outcome',
  'words-message',
  'words-office-note',
  'words-sent-back',
  'words-received-by',
  'words-comment',
] as const;

const [form] = submission.components;
const acting = () => ({ requestId: randomUUID(), ...act });

/** A whole life of a dossier, in which every text is told apart. */
export async function withWords(world: ProceduresWorld): Promise<void> {
  const { intake, solving, pauses, ending, correspondence } = world;
  await withProcedure(world);
  await intake.receiveDossier({
    requestId: randomUUID(),
    ...reception,
    summary: 'words-summary',
    components: [{ ...form, name: 'words-paper', fileRef, fileName: 'words-file-name' }],
  });
  const handOver = { ...act, agencyId: JUSTICE, officialId: 'minh', stepId: 'examine', note: 'words-note' };
  await solving.handOverDossier({ requestId: randomUUID(), ...handOver });
  await pauses.requestSupplement({
    ...acting(),
    reason: 'words-supplement',
    defects: [{ paperId: 'form', description: DEFECT }],
  });
  await pauses.supplyPapers({
    ...acting(),
    components: [{ ...form, fileRef, fileName: 'words-supplied-name' }],
    satisfies: true,
  });
  await pauses.suspendDossier({ ...acting(), authority: 'words-authority', reason: 'words-question' });
  await pauses.resumeDossier({ ...acting(), outcome: 'words-answer' });
  const payment = { paymentId: PAYMENT, amount: 8_000n };
  await pauses.requestPayment({ ...acting(), ...payment, description: 'words-description' });
  const paid = { ...payment, outcome: PaymentOutcome.PAYMENT_OUTCOME_PAID, reference: 'words-reference' };
  await pauses.confirmPayment({ ...acting(), ...paid });
  const refunded = { outcome: PaymentOutcome.PAYMENT_OUTCOME_REFUNDED, reference: 'words-refunded' };
  await pauses.confirmPayment({ ...acting(), ...payment, ...refunded });
  const newDueAt = new Date(Date.now() + 30 * 86_400_000);
  await solving.extendDossier({ ...acting(), newDueAt, reason: 'words-extension' });
  await solving.completeStep({ ...acting(), stepId: 'examine', outcome: 'words-outcome' });
  const everybody = MessageAudience.MESSAGE_AUDIENCE_EVERYBODY;
  await correspondence.writeMessage({ ...acting(), text: 'words-message', audience: everybody });
  const office = MessageAudience.MESSAGE_AUDIENCE_OFFICE;
  await correspondence.writeMessage({ ...acting(), text: 'words-office-note', audience: office });
  const released = { outcome: ResultOutcome.RESULT_OUTCOME_GRANTED, document: '15/QĐ-UBND' };
  await ending.releaseResult({ ...acting(), ...released });
  await ending.sendBackResult({ ...acting(), reason: 'words-sent-back' });
  await ending.releaseResult({ ...acting(), ...released });
  const method = ReturnMethod.RETURN_METHOD_COUNTER;
  await ending.returnResult({ ...acting(), method, receivedBy: 'words-received-by' });
  await rated(world);
}

/** Only applicants rate. */
async function rated({ url }: ProceduresWorld): Promise<void> {
  const claims = { subject: PERSON, agencies: [], permissions: ['dossier.rate'] as const };
  const applicant = grpcClient(DossierCorrespondenceServiceDefinition, url, {
    token: async () => testToken(claims),
    retries: 0,
  });
  try {
    await applicant.rateDossier({ ...acting(), subject: 1, score: 5, comment: 'words-comment' });
  } finally {
    applicant.close();
  }
}
