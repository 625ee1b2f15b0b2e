import { PaymentOutcome } from '@egov/proto/egov/procedures/v1/dossier';
import type * as wire from '@egov/proto/egov/procedures/v1/timeline';
import type { DossierEvent } from '../domain/dossier/events.ts';
import { componentTo } from './dossier-mapping.ts';
import {
  channels,
  dateTo,
  paymentOutcomes,
  ratingSubjects,
  resultOutcomes,
  returnMethods,
  timelinessTo,
} from './enums.ts';

type Detail = wire.TimelineEntry['detail'];

/** Details of acts about the dossier's holder and progress. */
export function holdingDetailOf({ type, data }: DossierEvent): Detail {
  switch (type) {
    case 'DossierSubmitted':
    case 'DossierImported':
      return {
        $case: 'reception',
        value: {
          channel: channels.to(data.channel),
          procedureVersion: data.rules.version,
          components: data.components.map(componentTo),
          summary: data.summary ?? undefined,
        },
      };
    case 'DossierAccepted':
      return {
        $case: 'acceptance',
        value: {
          code: data.code,
          holderAgencyId: data.holder.agencyId,
          holderOfficialId: data.holder.officialId ?? undefined,
        },
      };
    case 'DossierHandedOver':
      return { $case: 'handOver', value: handOverTo(data) };
    case 'StepStarted':
      return {
        $case: 'step',
        value: {
          stepId: data.step.stepId,
          name: data.step.name,
          stepDueAt: dateTo(data.step.due?.at),
          timeliness: timelinessTo(null),
        },
      };
    case 'StepCompleted':
      return {
        $case: 'step',
        value: {
          stepId: data.step.stepId,
          name: data.step.name,
          stepDueAt: dateTo(data.due),
          timeliness: timelinessTo(data.result),
        },
      };
    case 'StepRecorded':
      return { $case: 'recordedStep', value: recordedStepTo(data) };
    default:
      return undefined;
  }
}

/** Details of acts that ask something of the applicant, decide or hand over. */
export function actDetailOf({ type, data }: DossierEvent): Detail {
  switch (type) {
    case 'SupplementRequested':
      return {
        $case: 'supplement',
        value: {
          round: data.round,
          defects: data.defects.map(({ paperId, description }) => ({
            paperId: paperId ?? undefined,
            description: description ?? '',
          })),
          replyDueAt: dateTo(data.replyBy?.at),
        },
      };
    case 'SupplementExpired':
      return {
        $case: 'supplement',
        value: { round: data.round, defects: [], replyDueAt: dateTo(data.replyBy) },
      };
    case 'SupplementReceived':
      return {
        $case: 'supply',
        value: { components: data.components.map(componentTo), satisfies: data.satisfies ?? undefined },
      };
    case 'PaymentRequested':
    case 'PaymentConfirmed':
    case 'PaymentRefunded':
      return { $case: 'payment', value: paymentTo({ type, data } as PaymentEvent) };
    case 'DossierExtended':
      return { $case: 'extension', value: { late: data.late } };
    case 'DossierStopped':
      return { $case: 'stop', value: { supplementExpired: data.cause === 'supplement-expired' } };
    case 'ResultReleased':
      return { $case: 'result', value: resultTo(data) };
    case 'ResultReturned':
      return {
        $case: 'return',
        value: { method: returnMethods.to(data.method), receivedBy: data.receivedBy ?? undefined },
      };
    case 'DossierRated':
      return {
        $case: 'rating',
        value: {
          subject: ratingSubjects.to(data.subject),
          targetId: data.targetId ?? undefined,
          score: data.score,
        },
      };
    default:
      return undefined;
  }
}

type DataOf<Type extends DossierEvent['type']> = Extract<DossierEvent, { type: Type }>['data'];
type PaymentEvent = Extract<
  DossierEvent,
  { type: 'PaymentRequested' | 'PaymentConfirmed' | 'PaymentRefunded' }
>;

const handOverTo = ({ step, from, to }: DataOf<'DossierHandedOver'>): wire.HandOverDetail => ({
  stepId: step?.stepId,
  stepName: step?.name,
  stepDueAt: dateTo(step?.due?.at),
  fromAgencyId: from.agencyId,
  fromOfficialId: from.officialId ?? undefined,
  toAgencyId: to.agencyId,
  toOfficialId: to.officialId ?? undefined,
});

const recordedStepTo = (data: DataOf<'StepRecorded'>): wire.RecordedStepDetail => ({
  index: data.index,
  activity: data.activity,
  resource: data.resource ?? undefined,
  transition: data.transition ?? undefined,
  flags: data.flags,
});

const paymentTo = ({ type, data }: PaymentEvent): wire.PaymentDetail => ({
  paymentId: data.paymentId,
  amount: BigInt(data.amount),
  outcome:
    type === 'PaymentRequested'
      ? PaymentOutcome.PAYMENT_OUTCOME_UNSPECIFIED
      : paymentOutcomes.to(type === 'PaymentConfirmed' ? data.outcome : 'refunded'),
  payDueAt: type === 'PaymentRequested' ? dateTo(data.payBy) : undefined,
});

const resultTo = (data: DataOf<'ResultReleased'>): wire.ResultDetail => ({
  outcome: resultOutcomes.to(data.outcome),
  resultCode: data.resultCode ?? undefined,
  document: data.document ?? undefined,
  timeliness: timelinessTo(data.timeliness),
});
