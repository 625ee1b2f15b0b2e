import type { Applicant } from './applicant.ts';
import type { Component } from './component.ts';
import type { DossierEvent, Holder, Of, Resumed, StepRef, StepUnderWay } from './events.ts';
import type { RulesOf } from './field-rules.ts';

type FieldsOf<Event extends DossierEvent> = {
  readonly [Type in Event['type']]: RulesOf<Extract<Event, { type: Type }>['data']> & object;
};

export const applicantFields = {
  personId: 'guarded',
  kind: 'open',
  name: 'sealed',
  idNumber: 'sealed',
  phone: 'sealed',
  email: 'sealed',
  address: 'sealed',
} as const satisfies RulesOf<Applicant>;

export const componentFields = {
  paperId: 'open',
  name: 'sealed',
  originals: 'open',
  copies: 'open',
  digitisation: 'open',
  fileRef: 'guarded',
  fileName: 'sealed',
} as const satisfies RulesOf<Component>;

export const holderFields = { agencyId: 'open', officialId: 'guarded' } as const satisfies RulesOf<Holder>;

const step = { stepId: 'open', name: 'open' } as const satisfies RulesOf<StepRef>;
const stepUnderWay = { ...step, due: 'open' } as const satisfies RulesOf<StepUnderWay>;
const of = { dossierId: 'open', agencyId: 'open', procedureCode: 'open' } as const satisfies RulesOf<Of>;
const about = { ...of, personId: 'guarded' } as const;
const resumed = { previousDue: 'open', due: 'open', stepDue: 'open' } as const satisfies RulesOf<Resumed>;
const received = {
  ...of,
  channel: 'open',
  rules: 'open',
  applicant: applicantFields,
  components: { '*': componentFields },
  summary: 'sealed',
} as const;

/** Every field of every event of a dossier: how it is kept, and who is shown it. */
export const dossierFields = {
  DossierSubmitted: { ...received, temporaryId: 'open' },
  DossierImported: {
    ...received,
    attributes: 'sealed',
    deadline: 'open',
    endDate: 'open',
    due: 'open',
    holder: holderFields,
  },
  DossierAccepted: { ...of, code: 'open', due: 'open', holder: holderFields },
  DossierRefused: { ...about, reason: 'sealed', legalGround: 'sealed' },
  SupplementRequested: {
    ...about,
    round: 'open',
    // The applicant must know what to supply, and has only the slip.
    defects: { '*': { paperId: 'open', description: 'told' } },
    reason: 'sealed',
    replyBy: 'open',
  },
  SupplementReceived: {
    ...about,
    ...resumed,
    components: { '*': componentFields },
    satisfies: 'open',
    returnsTo: 'open',
  },
  SupplementExpired: { ...of, round: 'open', replyBy: 'open' },
  DossierSuspended: { ...about, authority: 'sealed', reason: 'sealed' },
  DossierResumed: { ...about, ...resumed, authority: 'sealed', outcome: 'sealed' },
  DossierHandedOver: {
    ...about,
    step: stepUnderWay,
    from: holderFields,
    to: holderFields,
    given: { ...step, result: 'open' },
    note: 'sealed',
  },
  StepStarted: { ...about, step: stepUnderWay, holder: holderFields, note: 'sealed' },
  StepCompleted: {
    ...about,
    step,
    due: 'open',
    result: 'open',
    outcome: 'sealed',
    holder: holderFields,
  },
  PaymentRequested: { ...about, paymentId: 'open', amount: 'open', description: 'sealed', payBy: 'open' },
  PaymentConfirmed: {
    ...about,
    ...resumed,
    paymentId: 'open',
    outcome: 'open',
    amount: 'open',
    reference: 'sealed',
  },
  PaymentRefunded: { ...about, paymentId: 'open', amount: 'open', reference: 'sealed' },
  DossierExtended: { ...about, previousDue: 'open', due: 'open', reason: 'sealed', late: 'open' },
  DossierStopped: { ...about, cause: 'open', reason: 'sealed', legalGround: 'sealed' },
  DossierWithdrawn: { ...about, reason: 'sealed' },
  ResultReleased: {
    ...of,
    outcome: 'open',
    resultCode: 'open',
    document: 'open',
    due: 'open',
    timeliness: 'open',
    holder: holderFields,
  },
  ResultSentBack: { ...about, reason: 'sealed' },
  ResultReturned: { ...about, method: 'open', receivedBy: 'sealed' },
  DossierRated: { ...about, subject: 'open', targetId: 'guarded', score: 'open', comment: 'sealed' },
  FollowSecretRenewed: of,
  MessageWritten: { ...about, audience: 'open', text: 'sealed' },
  StepRecorded: {
    ...of,
    index: 'open',
    activity: 'open',
    resource: 'guarded',
    transition: 'open',
    occurred: 'open',
    flags: 'open',
  },
} as const satisfies FieldsOf<DossierEvent>;
