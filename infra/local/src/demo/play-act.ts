import {
  PaymentOutcome,
  RatingSubject,
  ResultOutcome,
  ReturnMethod,
} from '@egov/proto/egov/procedures/v1/dossier';
import { ApplicantKind } from '@egov/proto/egov/procedures/v1/submission';
import { channels, type PlatformClients } from '@egov/operations';
import { v5 as uuidv5 } from 'uuid';
import type { DemoAct, DemoLife } from './demo-life.ts';

type ActName = DemoAct['act'];

/** An act with its life, its place in it, and the fields of every command on a dossier. */
type Played<Name extends ActName> = PlatformClients &
  Readonly<{
    life: DemoLife;
    act: DemoAct & { act: Name };
    index: number;
    base: Readonly<{ requestId: string; dossierId: string; occurredAt: Date }>;
    paymentId: string;
  }>;
type Plays<Name extends ActName> = (played: Played<Name>) => Promise<{ position: bigint }>;

/** Plays one act; the request id derives from the dossier and the act. */
export function playAct(
  clients: PlatformClients,
  life: DemoLife,
  act: DemoAct,
  index: number,
): Promise<{ position: bigint }> {
  const { dossierId } = life;
  const base = { requestId: uuidv5(`act ${index}`, dossierId), dossierId, occurredAt: new Date(act.at) };
  // The compiler cannot relate the row to its act.
  const play = plays[act.act] as Plays<ActName>;
  return play({ ...clients, life, act, index, base, paymentId: uuidv5('payment', dossierId) });
}

const kinds = {
  citizen: ApplicantKind.APPLICANT_KIND_CITIZEN,
  business: ApplicantKind.APPLICANT_KIND_BUSINESS,
} as const;
const returns = {
  counter: ReturnMethod.RETURN_METHOD_COUNTER,
  online: ReturnMethod.RETURN_METHOD_ONLINE,
  post: ReturnMethod.RETURN_METHOD_POST,
} as const;

function submission({ procedure, applicant, channel }: DemoLife) {
  return {
    procedureId: procedure.procedureId,
    agencyId: procedure.agencyId,
    caseName: procedure.caseNames[channel] || undefined,
    applicant: { ...applicant, kind: kinds[applicant.kind] },
    components: procedure.paperIds.map((paperId) => ({
      paperId,
      originals: 1,
      copies: 0,
    })),
  };
}

/** Where the law gives no number, the official enters the due time. */
const promisedBy = ({ procedure, channel, promisedWithoutDuration }: DemoLife): Date | undefined =>
  procedure.minutes[channel] === null ? new Date(promisedWithoutDuration) : undefined;

const plays: { readonly [Name in ActName]: Plays<Name> } = {
  submit: ({ intake, base, life }) => intake.submitDossier({ ...base, ...submission(life) }),
  receive: ({ intake, base, life, act }) =>
    intake.receiveDossier({
      ...base,
      ...submission(life),
      channel: channels[act.channel],
      attributes: {},
      promisedAt: promisedBy(life),
    }),
  accept: ({ intake, base, life }) => intake.acceptDossier({ ...base, promisedAt: promisedBy(life) }),
  refuse: ({ intake, base, act }) =>
    intake.refuseDossier({ ...base, reason: act.reason, legalGround: 'Nghị định 61/2018/NĐ-CP' }),
  'request-supplement': ({ pauses, base, act }) =>
    pauses.requestSupplement({
      ...base,
      reason: act.reason,
      defects: [{ paperId: act.paperId, description: act.reason }],
    }),
  'supply-papers': ({ pauses, base }) => pauses.supplyPapers({ ...base, components: [], satisfies: true }),
  'hand-over': ({ solving, base, life, act }) =>
    solving.handOverDossier({
      ...base,
      stepId: act.stepId,
      agencyId: life.procedure.agencyId,
      officialId: act.officialId,
    }),
  'complete-step': ({ solving, base, act }) =>
    solving.completeStep({ ...base, stepId: act.stepId, outcome: 'Đồng ý' }),
  suspend: ({ pauses, base, act }) =>
    pauses.suspendDossier({ ...base, authority: act.authority, reason: 'Lấy ý kiến phối hợp' }),
  resume: ({ pauses, base }) => pauses.resumeDossier({ ...base, outcome: 'Đã có ý kiến' }),
  'request-payment': ({ pauses, base, act, paymentId }) =>
    pauses.requestPayment({
      ...base,
      paymentId,
      amount: BigInt(act.amount),
      description: 'Phí, lệ phí',
    }),
  'confirm-payment': ({ pauses, base, act, paymentId, index }) =>
    pauses.confirmPayment({
      ...base,
      paymentId,
      amount: BigInt(act.amount),
      outcome: PaymentOutcome.PAYMENT_OUTCOME_PAID,
      reference: `BL-${index}`,
    }),
  extend: ({ solving, base, act }) =>
    solving.extendDossier({ ...base, reason: act.reason, newDueAt: new Date(act.newDue) }),
  stop: ({ ending, base, act }) =>
    ending.stopDossier({ ...base, reason: act.reason, legalGround: 'Nghị định 61/2018/NĐ-CP' }),
  withdraw: ({ ending, base }) => ending.withdrawDossier({ ...base }),
  release: ({ ending, base }) =>
    ending.releaseResult({
      ...base,
      outcome: ResultOutcome.RESULT_OUTCOME_GRANTED,
    }),
  return: ({ ending, base, life }) => ending.returnResult({ ...base, method: returns[life.channel] }),
  rate: ({ correspondence, base, act }) =>
    correspondence.rateDossier({
      ...base,
      subject:
        act.subject === 'dossier'
          ? RatingSubject.RATING_SUBJECT_DOSSIER
          : RatingSubject.RATING_SUBJECT_OFFICIAL,
      targetId: act.officialId,
      score: act.score,
    }),
};
