import {
  DossierState,
  MessageAudience,
  PaymentOutcome,
  ResultOutcome,
  ReturnMethod,
  type Dossier,
  type Payment,
} from '@egov/proto/egov/procedures/v1/dossier';
import type { CallSettings } from '@egov/chassis/runtime';
import type { StaffServices } from '../../services.ts';
import type { FieldKind, FieldValues } from './fields.ts';

/** What every act sends: idempotency key, dossier, and the revision that the official has seen. */
type Base = Readonly<{
  requestId: string;
  dossierId: string;
  expectedRevision: bigint | undefined;
  occurred: undefined;
}>;

type Action = Readonly<{
  permission: string;
  /** The permission before acceptance, where it is another. */
  permissionBefore?: string;
  states: readonly DossierState[];
  /** The reason it is refused for in any other state. */
  otherwise: string;
  /** What else stands in its way: a reason, or nothing. */
  hindered?: (dossier: Dossier) => string | undefined;
  fields: Readonly<Record<string, FieldKind>>;
  /** Of these fields at least one is filled in. */
  oneOf?: readonly (keyof FieldValues)[];
  /** Drawn as a warning: it ends something. */
  ends?: true;
  act: (
    services: StaffServices,
    base: Base,
    values: FieldValues,
    call: CallSettings,
    dossier: Dossier,
  ) => Promise<Readonly<{ position: bigint }>>;
}>;

const {
  DOSSIER_STATE_REGISTERED: registered,
  DOSSIER_STATE_ACCEPTED: accepted,
  DOSSIER_STATE_IN_PROGRESS: inProgress,
  DOSSIER_STATE_SUPPLEMENT_REQUESTED: awaitingPapers,
  DOSSIER_STATE_PAYMENT_REQUESTED: awaitingPayment,
  DOSSIER_STATE_RESOLVED: resolved,
} = DossierState;
const underWay = [registered, accepted, inProgress, awaitingPapers, awaitingPayment];
const everyState = Object.values(DossierState).filter(
  (state): state is DossierState => typeof state === 'number',
);
const suspended = ({ pausedFor }: Dossier): string | undefined =>
  pausedFor === 'third-party' ? 'DOSSIER_SUSPENDED' : undefined;
const paper = { originals: 1, copies: 0, digitisation: 0, fileRef: '' } as const;
const awaiting = ({ outcome }: Payment): boolean => outcome === PaymentOutcome.PAYMENT_OUTCOME_UNSPECIFIED;
const settled: Readonly<Record<string, PaymentOutcome>> = {
  paid: PaymentOutcome.PAYMENT_OUTCOME_PAID,
  waived: PaymentOutcome.PAYMENT_OUTCOME_WAIVED,
  cancelled: PaymentOutcome.PAYMENT_OUTCOME_CANCELLED,
};
const methods: Readonly<Record<string, ReturnMethod>> = {
  counter: ReturnMethod.RETURN_METHOD_COUNTER,
  online: ReturnMethod.RETURN_METHOD_ONLINE,
  post: ReturnMethod.RETURN_METHOD_POST,
};

/**
 * Every act on a dossier: who may do it, in which state, what its form asks, and the call it makes. The
 * service decides; this only says beforehand.
 */
export const actions = {
  accept: {
    permission: 'dossier.receive',
    states: [registered],
    otherwise: 'DOSSIER_NOT_AWAITING_ACCEPTANCE',
    fields: { promised: 'optional-moment' },
    act: ({ dossiers }, base, { promised }, call) =>
      dossiers.acceptDossier({ ...base, promised: promised.moment }, call),
  },
  refuse: {
    permission: 'dossier.receive',
    states: [registered],
    otherwise: 'DOSSIER_NOT_AWAITING_ACCEPTANCE',
    ends: true,
    fields: { reason: 'long-text', legal_ground: 'text' },
    act: ({ dossiers }, base, { reason, legal_ground: ground }, call) =>
      dossiers.refuseDossier({ ...base, reason: reason.text, legalGround: ground.text }, call),
  },
  'request-supplement': {
    permission: 'dossier.examine',
    permissionBefore: 'dossier.receive',
    states: [registered, inProgress],
    otherwise: 'DOSSIER_NOT_IN_PROGRESS',
    hindered: suspended,
    fields: { papers_missing: 'papers', defects: 'optional-lines', reason: 'long-text' },
    oneOf: ['papers_missing', 'defects'],
    act: ({ dossiers }, base, { papers_missing: papers, defects, reason }, call) =>
      dossiers.requestSupplement(
        {
          ...base,
          reason: reason.text,
          defects: [
            ...papers.lines.map((paperId) => ({ paperId, description: reason.text })),
            ...defects.lines.map((description) => ({ paperId: '', description })),
          ],
        },
        call,
      ),
  },
  supply: {
    permission: 'dossier.receive',
    states: [awaitingPapers],
    otherwise: 'NO_SUPPLEMENT_AWAITED',
    fields: { papers_received: 'papers', papers: 'optional-lines', satisfies: 'tick' },
    oneOf: ['papers_received', 'papers'],
    act: ({ dossiers }, base, { papers_received: received, papers, satisfies }, call) =>
      dossiers.supplyPapers(
        {
          ...base,
          satisfies: satisfies.ticked,
          components: [
            ...received.lines.map((paperId) => ({ ...paper, paperId, name: '' })),
            ...papers.lines.map((name) => ({ ...paper, paperId: '', name })),
          ],
        },
        call,
      ),
  },
  'hand-over': {
    permission: 'dossier.assign',
    states: [accepted, inProgress],
    otherwise: 'DOSSIER_NOT_IN_PROGRESS',
    fields: { agency_id: 'agency', official_id: 'official', step_id: 'step', note: 'optional-long-text' },
    act: ({ dossiers }, base, { agency_id: agency, official_id: official, step_id: step, note }, call) =>
      dossiers.handOverDossier(
        { ...base, agencyId: agency.text, officialId: official.text, stepId: step.text, note: note.text },
        call,
      ),
  },
  'complete-step': {
    permission: 'dossier.examine',
    states: [inProgress],
    otherwise: 'DOSSIER_NOT_IN_PROGRESS',
    hindered: ({ currentStepId }) => (currentStepId === '' ? 'STEP_NOT_STARTED' : undefined),
    fields: { outcome: 'long-text' },
    act: ({ dossiers }, base, { outcome }, call, { currentStepId: stepId }) =>
      dossiers.completeStep({ ...base, stepId, outcome: outcome.text }, call),
  },
  suspend: {
    permission: 'dossier.examine',
    states: [inProgress],
    otherwise: 'DOSSIER_NOT_IN_PROGRESS',
    hindered: suspended,
    fields: { authority: 'text', reason: 'long-text' },
    act: ({ dossiers }, base, { authority, reason }, call) =>
      dossiers.suspendDossier({ ...base, authority: authority.text, reason: reason.text }, call),
  },
  resume: {
    permission: 'dossier.examine',
    states: [inProgress],
    otherwise: 'DOSSIER_NOT_SUSPENDED',
    hindered: (dossier) => (suspended(dossier) === undefined ? 'DOSSIER_NOT_SUSPENDED' : undefined),
    fields: { outcome: 'long-text' },
    act: ({ dossiers }, base, { outcome }, call) =>
      dossiers.resumeDossier({ ...base, outcome: outcome.text }, call),
  },
  'request-payment': {
    permission: 'dossier.examine',
    states: [inProgress],
    otherwise: 'DOSSIER_NOT_IN_PROGRESS',
    hindered: suspended,
    fields: { amount: 'amount', description: 'text', pay_by: 'optional-moment' },
    act: ({ dossiers }, base, { amount, description, pay_by: payBy }, call) =>
      dossiers.requestPayment(
        { ...base, paymentId: '', amount: amount.amount, description: description.text, payBy: payBy.moment },
        call,
      ),
  },
  'confirm-payment': {
    permission: 'dossier.pay',
    states: [awaitingPayment],
    otherwise: 'PAYMENT_UNKNOWN',
    fields: { payment_outcome: 'payment-outcome', amount: 'amount', reference: 'optional-text' },
    act: ({ dossiers }, base, { payment_outcome: outcome, amount, reference }, call, { payments }) =>
      dossiers.confirmPayment(
        {
          ...base,
          paymentId: payments.find(awaiting)?.paymentId ?? '',
          outcome: settled[outcome.text] ?? PaymentOutcome.PAYMENT_OUTCOME_UNSPECIFIED,
          amount: amount.amount,
          reference: reference.text,
        },
        call,
      ),
  },
  extend: {
    permission: 'dossier.decide',
    states: [accepted, inProgress],
    otherwise: 'DOSSIER_NOT_IN_PROGRESS',
    hindered: (dossier) => suspended(dossier) ?? (dossier.due === undefined ? 'NOTHING_PROMISED' : undefined),
    fields: { new_due: 'moment', reason: 'long-text' },
    act: ({ dossiers }, base, { new_due: due, reason }, call) =>
      dossiers.extendDossier({ ...base, newDue: due.moment, reason: reason.text }, call),
  },
  release: {
    permission: 'dossier.release',
    states: [inProgress],
    otherwise: 'DOSSIER_NOT_IN_PROGRESS',
    hindered: (dossier) => suspended(dossier) ?? (dossier.currentStepId === '' ? undefined : 'STEPS_OPEN'),
    fields: { granted: 'granted', result_code: 'optional-text', document: 'optional-text' },
    act: ({ dossiers }, base, { granted, result_code: code, document }, call) =>
      dossiers.releaseResult(
        {
          ...base,
          outcome:
            granted.text === 'denied'
              ? ResultOutcome.RESULT_OUTCOME_DENIED
              : ResultOutcome.RESULT_OUTCOME_GRANTED,
          resultCode: code.text,
          document: document.text,
        },
        call,
      ),
  },
  return: {
    permission: 'dossier.return',
    states: [resolved],
    otherwise: 'RESULT_NOT_RELEASED',
    fields: { method: 'method', received_by: 'optional-text' },
    act: ({ dossiers }, base, { method, received_by: by }, call) =>
      dossiers.returnResult(
        {
          ...base,
          method: methods[method.text] ?? ReturnMethod.RETURN_METHOD_UNSPECIFIED,
          receivedBy: by.text,
        },
        call,
      ),
  },
  'send-back': {
    permission: 'dossier.return',
    states: [resolved],
    otherwise: 'RESULT_NOT_RELEASED',
    ends: true,
    fields: { reason: 'long-text' },
    act: ({ dossiers }, base, { reason }, call) =>
      dossiers.sendBackResult({ ...base, reason: reason.text }, call),
  },
  stop: {
    permission: 'dossier.decide',
    states: [inProgress, awaitingPapers, awaitingPayment],
    otherwise: 'DOSSIER_NOT_IN_PROGRESS',
    ends: true,
    fields: { reason: 'long-text', legal_ground: 'text' },
    act: ({ dossiers }, base, { reason, legal_ground: ground }, call) =>
      dossiers.stopDossier({ ...base, reason: reason.text, legalGround: ground.text }, call),
  },
  withdraw: {
    permission: 'dossier.withdraw',
    states: underWay,
    otherwise: 'DOSSIER_CLOSED',
    ends: true,
    fields: { reason: 'optional-long-text' },
    act: ({ dossiers }, base, { reason }, call) =>
      dossiers.withdrawDossier({ ...base, reason: reason.text }, call),
  },
  'write-to-applicant': {
    permission: 'dossier.message',
    states: everyState,
    otherwise: 'DOSSIER_CLOSED',
    fields: { text: 'long-text' },
    act: ({ dossiers }, base, { text }, call) =>
      dossiers.writeMessage(
        { ...base, text: text.text, audience: MessageAudience.MESSAGE_AUDIENCE_UNSPECIFIED },
        call,
      ),
  },
  note: {
    permission: 'dossier.message',
    states: everyState,
    otherwise: 'DOSSIER_CLOSED',
    fields: { text: 'long-text' },
    act: ({ dossiers }, base, { text }, call) =>
      dossiers.writeMessage(
        { ...base, text: text.text, audience: MessageAudience.MESSAGE_AUDIENCE_OFFICE },
        call,
      ),
  },
} as const satisfies Readonly<Record<string, Action>>;

export type ActionName = keyof typeof actions;
export const actionNames = Object.keys(actions) as readonly ActionName[];
export const actionOf = (name: ActionName): Action => actions[name];

/** Why an act may not be done now, as a reason of refusal; nothing where it may. */
export function hindrance(
  name: ActionName,
  dossier: Dossier,
  permissions: readonly string[],
): string | undefined {
  const { permission, permissionBefore = permission, states, otherwise, hindered } = actionOf(name);
  if (!permissions.includes(dossier.state === registered ? permissionBefore : permission))
    return 'PERMISSION_MISSING';
  return states.includes(dossier.state) ? hindered?.(dossier) : otherwise;
}
