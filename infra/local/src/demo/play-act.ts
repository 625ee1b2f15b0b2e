import {
  ApplicantKind,
  PaymentOutcome,
  RatingSubject,
  ResultOutcome,
  ReturnMethod,
} from '@egov/proto/egov/procedures/v1/dossier';
import { Channel } from '@egov/proto/egov/procedures/v1/procedure';
import type { PlatformClients } from '@egov/operations';
import { v5 as uuidv5 } from 'uuid';
import type { DemoAct, DemoLife } from './demo-life.ts';

type ActName = DemoAct['act'];

/** An act with its life, its place in it, and the fields of every command on a dossier. */
type Played<Name extends ActName> = Readonly<{
  dossiers: PlatformClients['dossiers'];
  life: DemoLife;
  act: DemoAct & { act: Name };
  index: number;
  base: Readonly<{ requestId: string; dossierId: string; occurredAt: Date }>;
  paymentId: string;
}>;
type Plays<Name extends ActName> = (played: Played<Name>) => Promise<{ position: bigint }>;

/** Plays one act; the request id derives from the dossier and the act. */
export function playAct(
  { dossiers }: PlatformClients,
  life: DemoLife,
  act: DemoAct,
  index: number,
): Promise<{ position: bigint }> {
  const { dossierId } = life;
  const base = { requestId: uuidv5(`act ${index}`, dossierId), dossierId, occurredAt: new Date(act.at) };
  // The compiler cannot relate the row to its act.
  const play = plays[act.act] as Plays<ActName>;
  return play({ dossiers, life, act, index, base, paymentId: uuidv5('payment', dossierId) });
}

const channels = {
  counter: Channel.CHANNEL_COUNTER,
  online: Channel.CHANNEL_ONLINE,
  post: Channel.CHANNEL_POST,
} as const;
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
  submit: ({ dossiers, base, life }) => dossiers.submitDossier({ ...base, ...submission(life) }),
  receive: ({ dossiers, base, life, act }) =>
    dossiers.receiveDossier({
      ...base,
      ...submission(life),
      channel: channels[act.channel],
      attributes: {},
      promisedAt: promisedBy(life),
    }),
  accept: ({ dossiers, base, life }) => dossiers.acceptDossier({ ...base, promisedAt: promisedBy(life) }),
  refuse: ({ dossiers, base, act }) =>
    dossiers.refuseDossier({ ...base, reason: act.reason, legalGround: 'Nghị định 61/2018/NĐ-CP' }),
  'request-supplement': ({ dossiers, base, act }) =>
    dossiers.requestSupplement({
      ...base,
      reason: act.reason,
      defects: [{ paperId: act.paperId, description: act.reason }],
    }),
  'supply-papers': ({ dossiers, base }) =>
    dossiers.supplyPapers({ ...base, components: [], satisfies: true }),
  'hand-over': ({ dossiers, base, life, act }) =>
    dossiers.handOverDossier({
      ...base,
      stepId: act.stepId,
      agencyId: life.procedure.agencyId,
      officialId: act.officialId,
    }),
  'complete-step': ({ dossiers, base, act }) =>
    dossiers.completeStep({ ...base, stepId: act.stepId, outcome: 'Đồng ý' }),
  suspend: ({ dossiers, base, act }) =>
    dossiers.suspendDossier({ ...base, authority: act.authority, reason: 'Lấy ý kiến phối hợp' }),
  resume: ({ dossiers, base }) => dossiers.resumeDossier({ ...base, outcome: 'Đã có ý kiến' }),
  'request-payment': ({ dossiers, base, act, paymentId }) =>
    dossiers.requestPayment({
      ...base,
      paymentId,
      amount: BigInt(act.amount),
      description: 'Phí, lệ phí',
    }),
  'confirm-payment': ({ dossiers, base, act, paymentId, index }) =>
    dossiers.confirmPayment({
      ...base,
      paymentId,
      amount: BigInt(act.amount),
      outcome: PaymentOutcome.PAYMENT_OUTCOME_PAID,
      reference: `BL-${index}`,
    }),
  extend: ({ dossiers, base, act }) =>
    dossiers.extendDossier({ ...base, reason: act.reason, newDueAt: new Date(act.newDue) }),
  stop: ({ dossiers, base, act }) =>
    dossiers.stopDossier({ ...base, reason: act.reason, legalGround: 'Nghị định 61/2018/NĐ-CP' }),
  withdraw: ({ dossiers, base }) => dossiers.withdrawDossier({ ...base }),
  release: ({ dossiers, base }) =>
    dossiers.releaseResult({
      ...base,
      outcome: ResultOutcome.RESULT_OUTCOME_GRANTED,
    }),
  return: ({ dossiers, base, life }) => dossiers.returnResult({ ...base, method: returns[life.channel] }),
  rate: ({ dossiers, base, act }) =>
    dossiers.rateDossier({
      ...base,
      subject:
        act.subject === 'dossier'
          ? RatingSubject.RATING_SUBJECT_DOSSIER
          : RatingSubject.RATING_SUBJECT_OFFICIAL,
      targetId: act.officialId,
      score: act.score,
    }),
};
