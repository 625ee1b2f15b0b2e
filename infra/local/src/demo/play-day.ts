import {
  ApplicantKind,
  PaymentOutcome,
  RatingSubject,
  ResultOutcome,
  ReturnMethod,
} from '@egov/proto/egov/procedures/v1/dossier';
import { Channel } from '@egov/proto/egov/procedures/v1/procedure';
import { v5 as uuidv5 } from 'uuid';
import { atATime, type PlatformClients } from '@egov/operations';
import type { DemoAct, DemoLife } from './demo-life.ts';

/** Dossiers in progress at a time: enough to keep two cores busy. */
const width = 16;

/** The outcome of a day: the acts done, and the acts refused by the platform, by reason. */
export type DayPlayed = Readonly<{
  acts: number;
  refused: ReadonlyMap<string, number>;
  lastPosition: bigint;
}>;

/**
 * Plays the lives of dossiers through the public API, each act at its own instant and in the name of its
 * actor. A refusal by a rule is counted and ends that life; playing again records nothing twice.
 */
export async function playDay({
  lives,
  clientsOf,
  onAct,
}: {
  lives: readonly DemoLife[];
  clientsOf: (act: DemoAct, life: DemoLife) => PlatformClients;
  onAct: (done: number, total: number) => void;
}): Promise<DayPlayed> {
  const total = lives.reduce((sum, { acts }) => sum + acts.length, 0);
  const refused = new Map<string, number>();
  let [done, lastPosition] = [0, 0n];
  await atATime(width, lives, async (life) => {
    for (const [index, act] of life.acts.entries()) {
      try {
        const { position } = await playAct(clientsOf(act, life), life, act, index);
        if (position > lastPosition) lastPosition = position;
      } catch (error) {
        if (!isRefusal(error)) throw error;
        const why = `${act.act}: ${error.reason}`;
        refused.set(why, (refused.get(why) ?? 0) + 1);
        done += life.acts.length - index;
        break;
      }
      done += 1;
      onAct(done, total);
    }
  });
  return { acts: done, refused, lastPosition };
}

const isRefusal = (error: unknown): error is { reason: string } =>
  error instanceof Error &&
  'codeName' in error &&
  error.codeName === 'FAILED_PRECONDITION' &&
  'reason' in error;

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
    caseName: procedure.caseNames[channel] ?? '',
    summary: '',
    applicant: { ...applicant, kind: kinds[applicant.kind], email: '' },
    components: procedure.paperIds.map((paperId) => ({
      paperId,
      name: '',
      originals: 1,
      copies: 0,
      digitisation: 0 as const,
      fileRef: '',
    })),
  };
}

/** Plays one act; the request id derives from the dossier and the act. */
async function playAct(
  { dossiers }: PlatformClients,
  life: DemoLife,
  act: DemoAct,
  index: number,
): Promise<{ position: bigint }> {
  const { dossierId, procedure } = life;
  const base = {
    requestId: uuidv5(`act ${index}`, dossierId),
    dossierId,
    occurredAt: new Date(act.at),
  };
  const paymentId = uuidv5('payment', dossierId);
  switch (act.act) {
    case 'submit':
      return dossiers.submitDossier({ ...base, ...submission(life) });
    case 'receive':
      return dossiers.receiveDossier({
        ...base,
        ...submission(life),
        channel: channels[act.channel],
        importId: '',
        attributes: {},
        promisedAt: promisedBy(life),
      });
    case 'accept':
      return dossiers.acceptDossier({ ...base, promisedAt: promisedBy(life) });
    case 'refuse':
      return dossiers.refuseDossier({ ...base, reason: act.reason, legalGround: 'Nghị định 61/2018/NĐ-CP' });
    case 'request-supplement':
      return dossiers.requestSupplement({
        ...base,
        reason: act.reason,
        defects: [{ paperId: act.paperId ?? '', description: act.reason }],
      });
    case 'supply-papers':
      return dossiers.supplyPapers({ ...base, components: [], satisfies: true });
    case 'hand-over':
      return dossiers.handOverDossier({
        ...base,
        stepId: act.stepId,
        agencyId: procedure.agencyId,
        officialId: act.officialId,
        note: '',
      });
    case 'complete-step':
      return dossiers.completeStep({ ...base, stepId: act.stepId, outcome: 'Đồng ý' });
    case 'suspend':
      return dossiers.suspendDossier({ ...base, authority: act.authority, reason: 'Lấy ý kiến phối hợp' });
    case 'resume':
      return dossiers.resumeDossier({ ...base, outcome: 'Đã có ý kiến' });
    case 'request-payment':
      return dossiers.requestPayment({
        ...base,
        paymentId,
        amount: BigInt(act.amount),
        description: 'Phí, lệ phí',
      });
    case 'confirm-payment':
      return dossiers.confirmPayment({
        ...base,
        paymentId,
        amount: BigInt(act.amount),
        outcome: PaymentOutcome.PAYMENT_OUTCOME_PAID,
        reference: `BL-${index}`,
      });
    case 'extend':
      return dossiers.extendDossier({ ...base, reason: act.reason, newDueAt: new Date(act.newDue) });
    case 'stop':
      return dossiers.stopDossier({ ...base, reason: act.reason, legalGround: 'Nghị định 61/2018/NĐ-CP' });
    case 'withdraw':
      return dossiers.withdrawDossier({ ...base, reason: '' });
    case 'release':
      return dossiers.releaseResult({
        ...base,
        outcome: ResultOutcome.RESULT_OUTCOME_GRANTED,
        resultCode: '',
        document: '',
      });
    case 'return':
      return dossiers.returnResult({ ...base, method: returns[life.channel], receivedBy: '' });
    case 'rate':
      return dossiers.rateDossier({
        ...base,
        subject:
          act.subject === 'dossier'
            ? RatingSubject.RATING_SUBJECT_DOSSIER
            : RatingSubject.RATING_SUBJECT_OFFICIAL,
        targetId: act.officialId ?? '',
        score: act.score,
        comment: '',
      });
  }
}

/** Where the law gives no number, the official enters the due time. */
const promisedBy = ({ procedure, channel, promisedWithoutDuration }: DemoLife): Date | undefined =>
  procedure.minutes[channel] === null ? new Date(promisedWithoutDuration) : undefined;
