import type {
  AgencyId,
  Event,
  Instant,
  OfficialId,
  Personal,
  PersonId,
  Timeliness,
} from '@egov/chassis/domain';
import type { Due, PartDue } from '../deadline/due.ts';
import type { DossierId, PaymentId } from '../ids.ts';
import type { Channel } from '../procedure/terms.ts';
import type { Applicant } from './applicant.ts';
import type { Component, Defect } from './component.ts';
import type { SolvingRules } from './solving-rules.ts';

/**
 * The dossier of an event, with the agency that owned it then, so that each event can be read and published
 * on its own.
 */
export type Of = Readonly<{ dossierId: DossierId; agencyId: AgencyId; procedureCode: string }>;

/** The unit that holds the dossier, and the official if there is one. */
export type Holder = Readonly<{ agencyId: AgencyId; officialId: OfficialId | null }>;

export type StepRef = Readonly<{ stepId: string; name: string }>;

/** A current step with its own due time. */
export type StepUnderWay = StepRef & Readonly<{ due: PartDue | null }>;

/** Why an act of an imported history would have been refused, had it not already happened. */
export type HistoryFlag = 'after-release' | 'repeated' | 'out-of-order';

export type ResultOutcome = 'granted' | 'denied';
export type ReturnMethod = Channel;
export type RatingSubject = 'dossier' | 'step' | 'official';
/** Who may read a message: the applicant and the office, or officials among themselves. */
export type MessageAudience = 'everybody' | 'office';
export type Score = 1 | 2 | 3 | 4 | 5;

/** The due times before and after a pause; the national portal requires both. */
export type Resumed = Readonly<{ previousDue: Instant | null; due: Due; stepDue: PartDue | null }>;

type Received = Of &
  Readonly<{
    channel: Channel;
    rules: SolvingRules;
    applicant: Applicant;
    components: readonly Component[];
    summary: Personal<string>;
  }>;

type Fact<Type extends string, Data extends object = object> = Event<Type, Of & Data>;

/**
 * A fact with words about the applicant, whose key seals them: null once the person is forgotten. Events of
 * the first schema do not name the person; their words are not sealed.
 */
type Said<Type extends string, Data extends object> = Fact<Type, { personId: PersonId | null } & Data>;

export type DossierEvent =
  | Event<'DossierSubmitted', Received & { temporaryId: string }>
  | Event<
      'DossierImported',
      Received & {
        /** The source's words on the case: what is known of it beyond its steps may name anybody. */
        attributes: Personal<Readonly<Record<string, string>>>;
        deadline: Instant | null;
        endDate: Instant | null;
        due: Due;
        holder: Holder;
      }
    >
  | Fact<'DossierAccepted', { code: string; due: Due; holder: Holder }>
  | Said<'DossierRefused', { reason: Personal<string>; legalGround: Personal<string> }>
  | Said<
      'SupplementRequested',
      { round: number; defects: readonly Defect[]; reason: Personal<string>; replyBy: PartDue | null }
    >
  | Fact<
      'SupplementReceived',
      {
        personId: PersonId;
        components: readonly Component[];
        satisfies: boolean | null;
        /** If requested before acceptance, the dossier is examined again; if after it, solving continues. */
        returnsTo: 'registered' | 'in-progress';
      } & Resumed
    >
  | Fact<'SupplementExpired', { round: number; replyBy: Instant }>
  | Said<'DossierSuspended', { authority: Personal<string>; reason: Personal<string> }>
  | Said<'DossierResumed', { authority: Personal<string>; outcome: Personal<string> } & Resumed>
  | Said<
      'DossierHandedOver',
      {
        step: StepUnderWay | null;
        from: Holder;
        to: Holder;
        /**
         * The step that ended with this row of the control sheet, and how its end compares with its due time.
         */
        given: (StepRef & Readonly<{ result: Timeliness | null }>) | null;
        note: Personal<string>;
      }
    >
  | Said<'StepStarted', { step: StepUnderWay; holder: Holder; note: Personal<string> }>
  | Said<
      'StepCompleted',
      {
        step: StepRef;
        due: Instant | null;
        result: Timeliness | null;
        outcome: Personal<string>;
        holder: Holder;
      }
    >
  | Said<
      'PaymentRequested',
      { paymentId: PaymentId; amount: number; description: Personal<string>; payBy: Instant | null }
    >
  | Said<
      'PaymentConfirmed',
      {
        paymentId: PaymentId;
        outcome: 'paid' | 'waived' | 'cancelled';
        amount: number;
        reference: Personal<string>;
      } & Resumed
    >
  | Said<'PaymentRefunded', { paymentId: PaymentId; amount: number; reference: Personal<string> }>
  | Said<'DossierExtended', { previousDue: Instant; due: Instant; reason: Personal<string>; late: boolean }>
  | Said<
      'DossierStopped',
      {
        cause: 'decision' | 'supplement-expired';
        reason: Personal<string>;
        legalGround: Personal<string>;
      }
    >
  | Fact<'DossierWithdrawn', { personId: PersonId; reason: Personal<string> }>
  | Fact<
      'ResultReleased',
      {
        outcome: ResultOutcome;
        resultCode: string | null;
        document: string | null;
        due: Instant | null;
        timeliness: Timeliness | null;
        holder: Holder;
      }
    >
  | Said<'ResultSentBack', { reason: Personal<string> }>
  | Fact<'ResultReturned', { personId: PersonId; method: ReturnMethod; receivedBy: Personal<string> }>
  | Fact<
      'DossierRated',
      {
        personId: PersonId;
        subject: RatingSubject;
        targetId: string | null;
        score: Score;
        comment: Personal<string>;
      }
    >
  | Fact<'MessageWritten', { personId: PersonId; audience: MessageAudience; text: Personal<string> }>
  | Fact<'FollowSecretRenewed'>
  | Fact<
      'StepRecorded',
      {
        index: number;
        activity: string;
        resource: string | null;
        transition: string | null;
        occurred: Instant;
        flags: readonly HistoryFlag[];
      }
    >;

/** The events that a dossier may begin with, and those that may follow. */
export type OpeningEvent = Extract<DossierEvent, { type: 'DossierSubmitted' | 'DossierImported' }>;
export type LaterEvent = Exclude<DossierEvent, OpeningEvent>;
