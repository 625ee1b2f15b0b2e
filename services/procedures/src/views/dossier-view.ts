import type { Personal, Timeliness } from '@egov/chassis/domain';
import type { StoredEvent } from '@egov/chassis/projections';
import { type Due, type PartDue, noDue } from '../domain/deadline/due.ts';
import type { Applicant } from '../domain/dossier/applicant.ts';
import type { Component } from '../domain/dossier/component.ts';
import type { DossierEvent, Holder } from '../domain/dossier/events.ts';
import { stateAfter, type NationalState } from '../domain/dossier/national-states.ts';
import type { SolvingRules } from '../domain/dossier/solving-rules.ts';
import type { Channel } from '../domain/procedure/terms.ts';

/** A payment as shown; no outcome while it is awaited. */
export type PaymentView = Readonly<{
  paymentId: string;
  amount: number;
  description: Personal<string>;
  outcome: 'paid' | 'waived' | 'cancelled' | 'refunded' | null;
}>;

/** All data shown of one dossier. */
export type DossierView = Readonly<{
  dossierId: string;
  code: string | null;
  temporaryId: string | null;
  state: NationalState;
  rules: SolvingRules;
  procedureCode: string;
  agencyId: string;
  holder: Holder;
  channel: Channel;
  applicant: Applicant;
  components: readonly Component[];
  summary: string | null;
  submittedAt: string;
  receivedAt: string | null;
  due: Due;
  releasedAt: string | null;
  returnedAt: string | null;
  timeliness: Timeliness | null;
  pausedFor: 'supplement' | 'payment' | 'third-party' | null;
  currentStep: Readonly<{ stepId: string; due: PartDue | null }> | null;
  payments: readonly PaymentView[];
  scores: readonly number[];
  /** How often the secret of its slip was renewed. */
  slip: number;
  importId: string | null;
  revision: number;
  revisedAt: string;
}>;

/**
 * Folds a dossier's events into its view; null if there are none. For a past revision or instant it gets
 * fewer events.
 */
export const dossierView = (events: readonly StoredEvent<DossierEvent>[]): DossierView | null =>
  events.reduce<DossierView | null>(next, null);

/** Applies an event to the view: state, revision, and its details. */
export function next(view: DossierView | null, event: StoredEvent<DossierEvent>): DossierView | null {
  if (event.type === 'DossierSubmitted' || event.type === 'DossierImported') return opened(event);
  if (!view) return null;
  return {
    ...view,
    ...changed(view, event),
    state: stateAfter(event) ?? view.state,
    revision: event.revision,
    revisedAt: event.at,
  };
}

function opened(
  event: StoredEvent<Extract<DossierEvent, { type: 'DossierSubmitted' | 'DossierImported' }>>,
): DossierView {
  const { data } = event;
  const imported = event.type === 'DossierImported' ? event.data : undefined;
  return {
    dossierId: data.dossierId,
    code: null,
    temporaryId: event.type === 'DossierSubmitted' ? event.data.temporaryId : null,
    state: stateAfter(event) ?? 'registered',
    rules: data.rules,
    procedureCode: data.procedureCode,
    agencyId: data.agencyId,
    holder: imported?.holder ?? { agencyId: data.agencyId, officialId: null },
    channel: data.channel,
    applicant: data.applicant,
    components: data.components,
    summary: data.summary,
    submittedAt: event.occurred,
    receivedAt: imported ? event.occurred : null,
    due: imported?.due ?? noDue,
    releasedAt: null,
    returnedAt: null,
    timeliness: null,
    pausedFor: null,
    currentStep: null,
    payments: [],
    scores: [],
    slip: 0,
    importId: event.importId ?? null,
    revision: event.revision,
    revisedAt: event.at,
  };
}

function changed(
  view: DossierView,
  event: StoredEvent<Exclude<DossierEvent, { type: 'DossierSubmitted' | 'DossierImported' }>>,
): Partial<DossierView> {
  switch (event.type) {
    case 'DossierAccepted':
      return {
        code: event.data.code,
        due: event.data.due,
        holder: event.data.holder,
        receivedAt: event.occurred,
      };
    case 'SupplementRequested':
      return { pausedFor: 'supplement' };
    case 'SupplementReceived':
      return {
        ...resumed(view, event.data),
        components: [...view.components, ...event.data.components],
      };
    case 'DossierSuspended':
      return { pausedFor: 'third-party' };
    case 'DossierResumed':
      return resumed(view, event.data);
    case 'DossierHandedOver':
      return { holder: event.data.to, ...(event.data.step ? { currentStep: event.data.step } : {}) };
    case 'StepStarted':
      return { holder: event.data.holder, currentStep: event.data.step };
    case 'StepCompleted':
      return { currentStep: null };
    case 'PaymentRequested':
      return { pausedFor: 'payment', payments: [...view.payments, awaited(event.data)] };
    case 'PaymentConfirmed':
      return {
        ...resumed(view, event.data),
        payments: settled(view, event.data.paymentId, event.data.outcome),
      };
    case 'PaymentRefunded':
      return { payments: settled(view, event.data.paymentId, 'refunded') };
    case 'DossierExtended':
      return { due: { ...view.due, promised: event.data.due } };
    case 'ResultReleased':
      return { releasedAt: event.occurred, timeliness: event.data.timeliness, currentStep: null };
    case 'ResultSentBack':
      return { releasedAt: null, timeliness: null };
    case 'ResultReturned':
      return { returnedAt: event.occurred };
    case 'DossierRated':
      return event.data.subject === 'dossier' ? { scores: [...view.scores, event.data.score] } : {};
    case 'FollowSecretRenewed':
      return { slip: view.slip + 1 };
    case 'DossierRefused':
    case 'DossierStopped':
    case 'DossierWithdrawn':
      return { pausedFor: null };
    case 'SupplementExpired':
    case 'MessageWritten':
    case 'StepRecorded':
      return {};
  }
}

const resumed = (
  view: DossierView,
  data: Readonly<{ due: Due; stepDue: PartDue | null }>,
): Partial<DossierView> => ({
  pausedFor: null,
  due: data.due,
  ...(view.currentStep && data.stepDue ? { currentStep: { ...view.currentStep, due: data.stepDue } } : {}),
});

const awaited = ({ paymentId, amount, description }: Omit<PaymentView, 'outcome'>): PaymentView => ({
  paymentId,
  amount,
  description,
  outcome: null,
});

const settled = (
  view: DossierView,
  paymentId: string,
  outcome: NonNullable<PaymentView['outcome']>,
): PaymentView[] =>
  view.payments.map((payment) => (payment.paymentId === paymentId ? { ...payment, outcome } : payment));
