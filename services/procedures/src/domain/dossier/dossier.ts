import type { AgencyId, Instant, Personal, PersonId } from '@egov/chassis/domain';
import type { Clock } from '../deadline/clock.ts';
import type { DossierId } from '../ids.ts';
import type { Holder, StepUnderWay } from './events.ts';
import type { NationalState } from './national-states.ts';
import type { SolvingRules } from './solving-rules.ts';

/**
 * The last request for papers: what it named, and whether the supplied papers satisfied it (null until
 * examined).
 */
export type Supplement = Readonly<{ round: number; named: readonly string[]; satisfied: boolean | null }>;

export type StepInHand = StepUnderWay & Readonly<{ startedAt: Instant }>;

export type Payment = Readonly<{
  amount: number;
  status: 'awaited' | 'paid' | 'waived' | 'cancelled' | 'refunded';
}>;

/** What is known of an imported history: enough to flag late, repeated and unordered steps. */
export type History = Readonly<{
  steps: number;
  activities: readonly string[];
  lastOccurred: Instant | null;
}>;

export const noHistory: History = { steps: 0, activities: [], lastOccurred: null };

/** How many messages each side has written, and when the applicant wrote within the hour of the last one. */
export type Thread = Readonly<{ applicant: number; office: number; lately: readonly Instant[] }>;

export const noThread: Thread = { applicant: 0, office: 0, lately: [] };

/** What every dossier has in all states, as far as decisions need it. */
export type DossierFile = Readonly<{
  dossierId: DossierId;
  agencyId: AgencyId;
  personId: PersonId;
  rules: SolvingRules;
  holder: Holder;
  clock: Clock;
  supplement: Supplement | null;
  step: StepInHand | null;
  completedSteps: readonly string[];
  payments: Readonly<Record<string, Payment>>;
  officials: readonly string[];
  ratings: readonly string[];
  thread: Thread;
  /** How often the secret of its slip was renewed. */
  slip: number;
  releasedAt: Instant | null;
  /** When it was last acted on. */
  lastAt: Instant;
  /** Null for a live dossier. */
  history: History | null;
  /** The import that a history came with; null for a live dossier. */
  importId: string | null;
}>;

/** Another authority was asked, and work waits for it; its name is null once the applicant is forgotten. */
export type Asked = Readonly<{ authority: Personal<string> }>;

type InPhase<Phase extends NationalState, More extends object = object> = Readonly<{
  phase: Phase;
  file: DossierFile;
}> &
  Readonly<More>;

/** A dossier in one of the ten national states, with what it waits for in waiting states. */
export type KnownDossier =
  | InPhase<'registered'>
  | InPhase<'accepted'>
  | InPhase<'not-accepted'>
  | InPhase<'in-progress', { asked: Asked | null }>
  | InPhase<'supplement-requested', { returnsTo: 'registered' | 'in-progress'; replyBy: Instant | null }>
  | InPhase<'payment-requested'>
  | InPhase<'withdrawn'>
  | InPhase<'stopped'>
  | InPhase<'resolved'>
  | InPhase<'returned'>;

export type Dossier = Readonly<{ phase: 'unknown' }> | KnownDossier;

export type DossierIn<Phase extends NationalState> = Extract<KnownDossier, { phase: Phase }>;
