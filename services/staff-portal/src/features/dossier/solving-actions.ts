import { filled } from '@egov/chassis/web';
import { PaymentOutcome, type Payment } from '@egov/proto/egov/procedures/v1/dossier';
import { accepted, inProgress, awaitingPayment, suspended, type Action } from './action.ts';

const awaiting = ({ outcome }: Payment): boolean => outcome === undefined;
const settled: Readonly<Record<string, PaymentOutcome>> = {
  paid: PaymentOutcome.PAYMENT_OUTCOME_PAID,
  waived: PaymentOutcome.PAYMENT_OUTCOME_WAIVED,
  cancelled: PaymentOutcome.PAYMENT_OUTCOME_CANCELLED,
};

/** What is done while a dossier is solved: its steps, pauses, payments and due time. */
export const solvingActions = {
  'hand-over': {
    rpc: 'handOverDossier',
    states: [accepted, inProgress],
    otherwise: 'DOSSIER_NOT_IN_PROGRESS',
    fields: { agency_id: 'agency', official_id: 'official', step_id: 'step', note: 'optional-long-text' },
    act: ({ solving }, base, { agency_id: agency, official_id: official, step_id: step, note }, call) =>
      solving.handOverDossier(
        {
          ...base,
          agencyId: agency.text,
          officialId: filled(official.text),
          stepId: filled(step.text),
          note: filled(note.text),
        },
        call,
      ),
  },
  'complete-step': {
    rpc: 'completeStep',
    states: [inProgress],
    otherwise: 'DOSSIER_NOT_IN_PROGRESS',
    hindered: ({ currentStepId }) => (currentStepId === undefined ? 'STEP_NOT_STARTED' : undefined),
    fields: { outcome: 'long-text' },
    act: ({ solving }, base, { outcome }, call, { currentStepId: stepId }) =>
      solving.completeStep({ ...base, stepId: stepId ?? '', outcome: outcome.text }, call),
  },
  suspend: {
    rpc: 'suspendDossier',
    states: [inProgress],
    otherwise: 'DOSSIER_NOT_IN_PROGRESS',
    hindered: suspended,
    fields: { authority: 'text', reason: 'long-text' },
    act: ({ pauses }, base, { authority, reason }, call) =>
      pauses.suspendDossier({ ...base, authority: authority.text, reason: reason.text }, call),
  },
  resume: {
    rpc: 'resumeDossier',
    states: [inProgress],
    otherwise: 'DOSSIER_NOT_SUSPENDED',
    hindered: (dossier) => (suspended(dossier) === undefined ? 'DOSSIER_NOT_SUSPENDED' : undefined),
    fields: { outcome: 'long-text' },
    act: ({ pauses }, base, { outcome }, call) =>
      pauses.resumeDossier({ ...base, outcome: outcome.text }, call),
  },
  'request-payment': {
    rpc: 'requestPayment',
    states: [inProgress],
    otherwise: 'DOSSIER_NOT_IN_PROGRESS',
    hindered: suspended,
    fields: { amount: 'amount', description: 'text', pay_by: 'optional-moment' },
    act: ({ pauses }, base, { amount, description, pay_by: payBy }, call) =>
      pauses.requestPayment(
        {
          ...base,
          amount: amount.amount,
          description: description.text,
          paymentDueAt: payBy.moment,
        },
        call,
      ),
  },
  'confirm-payment': {
    rpc: 'confirmPayment',
    states: [awaitingPayment],
    otherwise: 'PAYMENT_UNKNOWN',
    fields: { payment_outcome: 'payment-outcome', amount: 'amount', reference: 'optional-text' },
    act: ({ pauses }, base, { payment_outcome: outcome, amount, reference }, call, { payments }) =>
      pauses.confirmPayment(
        {
          ...base,
          paymentId: payments.find(awaiting)?.paymentId ?? '',
          outcome: settled[outcome.text] ?? PaymentOutcome.PAYMENT_OUTCOME_UNSPECIFIED,
          amount: amount.amount,
          reference: filled(reference.text),
        },
        call,
      ),
  },
  extend: {
    rpc: 'extendDossier',
    states: [accepted, inProgress],
    otherwise: 'DOSSIER_NOT_IN_PROGRESS',
    hindered: (dossier) =>
      suspended(dossier) ?? (dossier.dueAt === undefined ? 'NOTHING_PROMISED' : undefined),
    fields: { new_due: 'moment', reason: 'long-text' },
    act: ({ solving }, base, { new_due: due, reason }, call) =>
      solving.extendDossier({ ...base, newDueAt: due.moment, reason: reason.text }, call),
  },
} as const satisfies Readonly<Record<string, Action>>;
