import type { AgencyId, Command, Instant } from '@egov/chassis/domain';
import type { Due, PartDue, Resumption } from '../deadline/due.ts';
import type { DossierId, PaymentId } from '../ids.ts';
import type { Channel } from '../procedure/terms.ts';
import type { Applicant } from './applicant.ts';
import type { Component, Defect } from './component.ts';
import type { Holder, MessageAudience, RatingSubject, ResultOutcome, ReturnMethod } from './events.ts';
import type { SolvingRules } from './solving-rules.ts';

type Submission = Readonly<{
  dossierId: DossierId;
  agencyId: AgencyId;
  rules: SolvingRules;
  applicant: Applicant;
  components: readonly Component[];
  summary: string | null;
}>;

export type SubmitDossier = Command<'SubmitDossier', Submission & { temporaryId: string }>;
export type ReceiveDossier = Command<
  'ReceiveDossier',
  Submission & {
    channel: Channel;
    temporaryId: string;
    code: string;
    due: Due;
    holder: Holder;
  }
>;
/** `meta.importId` names the import. */
export type ImportDossier = Command<
  'ImportDossier',
  Submission & {
    channel: Channel;
    attributes: Readonly<Record<string, string>>;
    due: Due;
    holder: Holder;
  }
>;
export type AcceptDossier = Command<'AcceptDossier', { code: string; due: Due; holder: Holder }>;
export type RefuseDossier = Command<'RefuseDossier', { reason: string; legalGround: string }>;

export type RequestSupplement = Command<
  'RequestSupplement',
  { defects: readonly Defect[]; reason: string; replyBy: PartDue | null }
>;
/**
 * `satisfies` is whether every defect is cured in the receiving official's judgement; null until one has
 * examined it.
 */
export type SupplyPapers = Command<
  'SupplyPapers',
  { components: readonly Component[]; satisfies: boolean | null } & Resumption
>;
/** Sent by the timer of that round; does nothing if the round is over. */
export type ExpireSupplement = Command<'ExpireSupplement', { round: number }>;

export type SuspendDossier = Command<'SuspendDossier', { authority: string; reason: string }>;
export type ResumeDossier = Command<'ResumeDossier', { outcome: string } & Resumption>;

/**
 * `stepId` is null to continue the current step. Handed to its holder for another step, the dossier stays and
 * the step starts.
 */
export type HandOverDossier = Command<
  'HandOverDossier',
  { stepId: string | null; to: Holder; stepDue: PartDue | null; note: string }
>;
export type CompleteStep = Command<'CompleteStep', { stepId: string; outcome: string }>;

export type RequestPayment = Command<
  'RequestPayment',
  {
    paymentId: PaymentId;
    amount: number;
    description: string;
    payBy: Instant | null;
  }
>;
export type ConfirmPayment = Command<
  'ConfirmPayment',
  {
    paymentId: PaymentId;
    outcome: 'paid' | 'waived' | 'cancelled';
    amount: number;
    reference: string;
  } & Resumption
>;
export type RefundPayment = Command<
  'RefundPayment',
  { paymentId: PaymentId; amount: number; reference: string }
>;

export type ExtendDossier = Command<'ExtendDossier', { newDue: Instant; reason: string }>;
export type StopDossier = Command<'StopDossier', { reason: string; legalGround: string }>;
export type WithdrawDossier = Command<'WithdrawDossier', { reason: string | null }>;

export type ReleaseResult = Command<
  'ReleaseResult',
  {
    outcome: ResultOutcome;
    resultCode: string | null;
    document: string | null;
  }
>;
export type SendBackResult = Command<'SendBackResult', { reason: string }>;
export type ReturnResult = Command<'ReturnResult', { method: ReturnMethod; receivedBy: string | null }>;

/** `targetId` is the step or the official; null for the dossier as a whole. */
export type RateDossier = Command<
  'RateDossier',
  {
    subject: RatingSubject;
    targetId: string | null;
    score: number;
    comment: string | null;
  }
>;

/** How many messages each side may write about a dossier, and the applicant within an hour. */
export type MessageLimits = Readonly<{ perDossier: number; perHour: number }>;

export type WriteMessage = Command<
  'WriteMessage',
  { audience: MessageAudience; text: string; limits: MessageLimits }
>;

/** Nothing but that a new slip is given: the secret follows from how often. */
export type RenewFollowSecret = Command<'RenewFollowSecret', object>;

/** A step of an imported history as in its source. */
export type HistoricStep = Readonly<{
  activity: string;
  resource: string | null;
  transition: string | null;
  occurred: Instant;
}>;
/** `firstIndex` is the index of the first of them in the case, from 0: steps already known are skipped. */
export type RecordSteps = Command<'RecordSteps', { steps: readonly HistoricStep[]; firstIndex: number }>;

export type DossierCommand =
  | SubmitDossier
  | ReceiveDossier
  | ImportDossier
  | AcceptDossier
  | RefuseDossier
  | RequestSupplement
  | SupplyPapers
  | ExpireSupplement
  | SuspendDossier
  | ResumeDossier
  | HandOverDossier
  | CompleteStep
  | RequestPayment
  | ConfirmPayment
  | RefundPayment
  | ExtendDossier
  | StopDossier
  | WithdrawDossier
  | ReleaseResult
  | SendBackResult
  | ReturnResult
  | RateDossier
  | WriteMessage
  | RenewFollowSecret
  | RecordSteps;
