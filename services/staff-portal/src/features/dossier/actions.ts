import { DossierState, PaymentOutcome, ResultOutcome, ReturnMethod, type Dossier } from '@egov/proto/egov/procedures/v1/dossier';
import type { CallSettings } from '@egov/chassis/runtime';
import type { StaffServices } from '../../services.ts';
import type { FieldKind, FieldValues } from './fields.ts';

/** What every act sends: idempotency key, dossier, and the revision that the official has seen. */
type Base = Readonly<{ requestId: string; dossierId: string; expectedRevision: bigint | undefined; occurred: undefined }>;

type Action = Readonly<{
  permission: string;
  /** In which states it may be done; a word about the clock narrows it further. */
  states: readonly DossierState[];
  when?: (dossier: Dossier) => boolean;
  fields: Readonly<Record<string, FieldKind>>;
  /** Drawn as a warning: it ends something. */
  ends?: true;
  act: (services: StaffServices, base: Base, values: FieldValues, call: CallSettings, dossier: Dossier) => Promise<unknown>;
}>;

const {
  DOSSIER_STATE_REGISTERED: registered, DOSSIER_STATE_ACCEPTED: accepted, DOSSIER_STATE_IN_PROGRESS: inProgress, DOSSIER_STATE_SUPPLEMENT_REQUESTED: awaitingPapers,
  DOSSIER_STATE_PAYMENT_REQUESTED: awaitingPayment, DOSSIER_STATE_RESOLVED: resolved,
} = DossierState;
const underWay = [registered, accepted, inProgress, awaitingPapers, awaitingPayment];
const isSuspended = ({ pausedFor }: Dossier): boolean => pausedFor === 'third-party';

/** Every act on a dossier: who may do it, in which state, what its form asks, and the call it makes. The service decides; this only says beforehand. */
export const actions = {
  accept: {
    permission: 'dossier.receive', states: [registered], fields: { promised: 'optional-moment' },
    act: ({ dossiers }, base, { promised }, call) => dossiers.acceptDossier({ ...base, promised: promised.moment }, call),
  },
  refuse: {
    permission: 'dossier.receive', states: [registered], ends: true, fields: { reason: 'long-text', legal_ground: 'text' },
    act: ({ dossiers }, base, { reason, legal_ground: ground }, call) => dossiers.refuseDossier({ ...base, reason: reason.text, legalGround: ground.text }, call),
  },
  'request-supplement': {
    permission: 'dossier.examine', states: [registered, inProgress], fields: { defects: 'lines', reason: 'long-text' },
    act: ({ dossiers }, base, { defects, reason }, call) => dossiers.requestSupplement({ ...base, reason: reason.text, defects: defects.lines.map((description) => ({ paperId: '', description })) }, call),
  },
  supply: {
    permission: 'dossier.receive', states: [awaitingPapers], fields: { papers: 'lines', satisfies: 'tick' },
    act: ({ dossiers }, base, { papers, satisfies }, call) => dossiers.supplyPapers({
      ...base, satisfies: satisfies.ticked, components: papers.lines.map((name) => ({ paperId: '', name, originals: 1, copies: 0, digitisation: 0, fileRef: '' })),
    }, call),
  },
  'hand-over': {
    permission: 'dossier.assign', states: [accepted, inProgress], fields: { agency_id: 'agency', official_id: 'optional-text', step_id: 'step', note: 'optional-long-text' },
    act: ({ dossiers }, base, { agency_id: agency, official_id: official, step_id: step, note }, call) =>
      dossiers.handOverDossier({ ...base, agencyId: agency.text, officialId: official.text, stepId: step.text, note: note.text }, call),
  },
  'complete-step': {
    permission: 'dossier.examine', states: [inProgress], when: ({ currentStepId }) => currentStepId !== '', fields: { outcome: 'long-text' },
    act: ({ dossiers }, base, { outcome }, call, { currentStepId: stepId }) => dossiers.completeStep({ ...base, stepId, outcome: outcome.text }, call),
  },
  suspend: {
    permission: 'dossier.examine', states: [inProgress], when: (dossier) => !isSuspended(dossier), fields: { authority: 'text', reason: 'long-text' },
    act: ({ dossiers }, base, { authority, reason }, call) => dossiers.suspendDossier({ ...base, authority: authority.text, reason: reason.text }, call),
  },
  resume: {
    permission: 'dossier.examine', states: [inProgress], when: isSuspended, fields: { outcome: 'long-text' },
    act: ({ dossiers }, base, { outcome }, call) => dossiers.resumeDossier({ ...base, outcome: outcome.text }, call),
  },
  'request-payment': {
    permission: 'dossier.examine', states: [inProgress], fields: { amount: 'amount', description: 'text' },
    act: ({ dossiers }, base, { amount, description }, call) =>
      dossiers.requestPayment({ ...base, paymentId: '', amount: amount.amount, description: description.text, payBy: undefined }, call),
  },
  'confirm-payment': {
    permission: 'dossier.pay', states: [awaitingPayment], fields: { amount: 'amount', reference: 'text' },
    act: ({ dossiers }, base, { amount, reference }, call, { payments }) => dossiers.confirmPayment({
      ...base, paymentId: payments.find(({ outcome }) => outcome === PaymentOutcome.PAYMENT_OUTCOME_UNSPECIFIED)?.paymentId ?? '',
      outcome: PaymentOutcome.PAYMENT_OUTCOME_PAID, amount: amount.amount, reference: reference.text,
    }, call),
  },
  extend: {
    permission: 'dossier.decide', states: [inProgress], fields: { new_due: 'moment', reason: 'long-text' },
    act: ({ dossiers }, base, { new_due: due, reason }, call) => dossiers.extendDossier({ ...base, newDue: due.moment, reason: reason.text }, call),
  },
  release: {
    permission: 'dossier.release', states: [inProgress], fields: { granted: 'granted', document: 'optional-text' },
    act: ({ dossiers }, base, { granted, document }, call) => dossiers.releaseResult({
      ...base, outcome: granted.text === 'denied' ? ResultOutcome.RESULT_OUTCOME_DENIED : ResultOutcome.RESULT_OUTCOME_GRANTED, resultCode: '', document: document.text,
    }, call),
  },
  return: {
    permission: 'dossier.return', states: [resolved], fields: { received_by: 'optional-text' },
    act: ({ dossiers }, base, { received_by: by }, call) => dossiers.returnResult({ ...base, method: ReturnMethod.RETURN_METHOD_COUNTER, receivedBy: by.text }, call),
  },
  'send-back': {
    permission: 'dossier.return', states: [resolved], ends: true, fields: { reason: 'long-text' },
    act: ({ dossiers }, base, { reason }, call) => dossiers.sendBackResult({ ...base, reason: reason.text }, call),
  },
  stop: {
    permission: 'dossier.decide', states: [inProgress, awaitingPapers, awaitingPayment], ends: true, fields: { reason: 'long-text', legal_ground: 'text' },
    act: ({ dossiers }, base, { reason, legal_ground: ground }, call) => dossiers.stopDossier({ ...base, reason: reason.text, legalGround: ground.text }, call),
  },
  withdraw: {
    permission: 'dossier.withdraw', states: underWay, ends: true, fields: { reason: 'optional-long-text' },
    act: ({ dossiers }, base, { reason }, call) => dossiers.withdrawDossier({ ...base, reason: reason.text }, call),
  },
} as const satisfies Readonly<Record<string, Action>>;

export type ActionName = keyof typeof actions;
export const actionNames = Object.keys(actions) as readonly ActionName[];
export const actionOf = (name: ActionName): Action => actions[name];

/** Whether an act may be done now; else why not, as a key of texts. */
export function hindrance(name: ActionName, dossier: Dossier, permissions: readonly string[]): string | undefined {
  const { permission, states, when } = actionOf(name);
  if (!permissions.includes(permission)) return 'dossier.hindered.permission';
  if (!states.includes(dossier.state)) return 'dossier.hindered.state';
  return when !== undefined && !when(dossier) ? 'dossier.hindered.clock' : undefined;
}
