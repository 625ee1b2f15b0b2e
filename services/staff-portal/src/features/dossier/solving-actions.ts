import { PaymentOutcome, type Payment } from '@egov/proto/egov/procedures/v1/dossier';
import { accepted, inProgress, awaitingPayment, suspended, action } from './action.ts';
import * as ask from './fields.ts';

const awaiting = ({ outcome }: Payment): boolean => outcome === undefined;
const settled = {
  paid: PaymentOutcome.PAYMENT_OUTCOME_PAID,
  waived: PaymentOutcome.PAYMENT_OUTCOME_WAIVED,
  cancelled: PaymentOutcome.PAYMENT_OUTCOME_CANCELLED,
};

/** What is done while a dossier is solved: its steps, pauses, payments and due time. */
export const solvingActions = {
  'hand-over': action({
    rpc: 'handOverDossier',
    states: [accepted, inProgress],
    otherwise: 'DOSSIER_NOT_IN_PROGRESS',
    fields: {
      agency_id: ask.agency(),
      official_id: ask.official(),
      step_id: ask.step(),
      note: ask.optionalLongText(),
    },
    act: ({ solving }, base, { agency_id: agency, official_id: official, step_id: step, note }, call) =>
      solving.handOverDossier(
        {
          ...base,
          agencyId: agency,
          officialId: official,
          stepId: step,
          note,
        },
        call,
      ),
  }),
  'complete-step': action({
    rpc: 'completeStep',
    states: [inProgress],
    otherwise: 'DOSSIER_NOT_IN_PROGRESS',
    hindered: ({ currentStepId }) => (currentStepId === undefined ? 'STEP_NOT_STARTED' : undefined),
    fields: { outcome: ask.longText() },
    act: ({ solving }, base, { outcome }, call, { currentStepId: stepId }) =>
      solving.completeStep({ ...base, stepId: stepId ?? '', outcome }, call),
  }),
  suspend: action({
    rpc: 'suspendDossier',
    states: [inProgress],
    otherwise: 'DOSSIER_NOT_IN_PROGRESS',
    hindered: suspended,
    fields: { authority: ask.text(), reason: ask.longText() },
    act: ({ pauses }, base, { authority, reason }, call) =>
      pauses.suspendDossier({ ...base, authority, reason }, call),
  }),
  resume: action({
    rpc: 'resumeDossier',
    states: [inProgress],
    otherwise: 'DOSSIER_NOT_SUSPENDED',
    hindered: (dossier) => (suspended(dossier) === undefined ? 'DOSSIER_NOT_SUSPENDED' : undefined),
    fields: { outcome: ask.longText() },
    act: ({ pauses }, base, { outcome }, call) => pauses.resumeDossier({ ...base, outcome }, call),
  }),
  'request-payment': action({
    rpc: 'requestPayment',
    states: [inProgress],
    otherwise: 'DOSSIER_NOT_IN_PROGRESS',
    hindered: suspended,
    fields: { amount: ask.amount(), description: ask.text(), pay_by: ask.optionalMoment() },
    act: ({ pauses }, base, { amount, description, pay_by: payBy }, call) =>
      pauses.requestPayment(
        {
          ...base,
          amount,
          description,
          paymentDueAt: payBy,
        },
        call,
      ),
  }),
  'confirm-payment': action({
    rpc: 'confirmPayment',
    states: [awaitingPayment],
    otherwise: 'PAYMENT_UNKNOWN',
    fields: { payment_outcome: ask.choice(settled), amount: ask.amount(), reference: ask.optionalText() },
    act: ({ pauses }, base, { payment_outcome: outcome, amount, reference }, call, { payments }) =>
      pauses.confirmPayment(
        {
          ...base,
          paymentId: payments.find(awaiting)?.paymentId ?? '',
          outcome,
          amount,
          reference,
        },
        call,
      ),
  }),
  extend: action({
    rpc: 'extendDossier',
    states: [accepted, inProgress],
    otherwise: 'DOSSIER_NOT_IN_PROGRESS',
    hindered: (dossier) =>
      suspended(dossier) ?? (dossier.dueAt === undefined ? 'NOTHING_PROMISED' : undefined),
    fields: { new_due: ask.moment(), reason: ask.longText() },
    act: ({ solving }, base, { new_due: due, reason }, call) =>
      solving.extendDossier({ ...base, newDueAt: due, reason }, call),
  }),
} as const;
