import { defineReasons, workingTimeReasons } from '@egov/chassis/domain';
import { procedureReasons } from './procedure/procedure-reasons.ts';

/** Every reason for refusal of the procedures service: its cause, and what the caller can do. */
export const { reasons, refusal } = defineReasons({
  ...workingTimeReasons,
  DIRECTORY_UNAVAILABLE: {
    kind: 'unavailable',
    cause: 'The directory does not respond, and no cached answer is available.',
    action: 'Try again later.',
  },
  FILES_UNAVAILABLE: {
    kind: 'unavailable',
    cause: 'The files service does not respond, so the uploaded papers cannot be kept.',
    action: 'Try again later.',
  },
  FILE_UNKNOWN: {
    kind: 'rule',
    cause: 'The paper refers to a file that the applicant has not uploaded, or that was removed since.',
    action: 'Upload it again, and submit the reference that FinishUpload returns.',
  },
  OCCURRED_IN_FUTURE: {
    kind: 'invalid',
    cause: 'The act is dated later than now.',
    action: 'Give the true instant, or leave it out.',
  },
  OCCURRED_BEFORE_LAST: {
    kind: 'invalid',
    cause: 'The act is dated earlier than the last event of its dossier.',
    action: 'Give the true instant, or leave it out.',
  },
  VALUE_OUT_OF_RANGE: {
    kind: 'invalid',
    cause: 'A number is negative, not whole, or beyond what can be counted exactly.',
    action: 'Correct the named field.',
  },
  DATE_MALFORMED: {
    kind: 'invalid',
    cause: 'A date is not a day of the calendar written YYYY-MM-DD.',
    action: 'Correct the named field.',
  },
  REASON_NEEDED: {
    kind: 'invalid',
    cause: 'The form cannot be issued without a reason, or without its legal ground.',
    action: 'Fill in the named field.',
  },

  ...procedureReasons,

  OFFICIAL_NOT_THERE: {
    kind: 'rule',
    cause: 'The official is not known, or does not serve in the receiving unit on that day.',
    action: 'Choose one of the unit’s officials, or hand it to the unit.',
  },
  UNIT_CODE_MALFORMED: {
    kind: 'rule',
    cause: 'The unit has no code of QCVN 102 or of decision 20/2020.',
    action: 'Assign it one in the directory.',
  },
  CODE_REGISTER_FULL: {
    kind: 'exhausted',
    cause: 'The unit has used all 9999 numbers of that day.',
    action: 'Receive the dossier at another unit, or on another day.',
  },

  DOSSIER_EXISTS: {
    kind: 'exists',
    cause: 'The identity is that of a dossier already submitted.',
    action: 'Read it, or leave the identity empty.',
  },
  APPLICANT_NOT_YOURSELF: {
    kind: 'invalid',
    cause: 'Who applies online is the person logged in; another one is named.',
    action: 'Leave the person out, or apply at the counter.',
  },
  AGENCY_NOT_COMPETENT: {
    kind: 'invalid',
    cause: 'The procedure is solved by another agency than the one applied to.',
    action: 'Leave the agency out.',
  },
  PROCEDURE_RECORDED: {
    kind: 'rule',
    cause: 'The procedure only takes imported histories.',
    action: 'Apply under a procedure of the catalogue.',
  },
  IMPORT_NOT_NAMED: {
    kind: 'invalid',
    cause: 'A history is imported without naming its import.',
    action: 'Name the import.',
  },
  CHANNEL_NOT_RECEIVED: {
    kind: 'invalid',
    cause: 'An online dossier is submitted, not received at the counter or by post.',
    action: 'Submit it, or choose counter or post.',
  },
  PAPER_UNKNOWN: {
    kind: 'rule',
    cause: 'The procedure has no such paper.',
    action: 'Name a paper of the procedure, or give the paper a name.',
  },
  DUE_TIME_NEEDED: {
    kind: 'rule',
    cause: 'The procedure has a duration, or a time was promised, and no due time is given.',
    action: 'Compute it from the working calendar.',
  },
  DUE_TIME_FIXED: {
    kind: 'rule',
    cause: 'A due time was entered although the procedure sets the duration.',
    action: 'Leave it out.',
  },
  DUE_TIME_PAST: {
    kind: 'rule',
    cause: 'The due time is not after the receipt.',
    action: 'Promise a later one.',
  },
  DOSSIER_NOT_AWAITING_ACCEPTANCE: {
    kind: 'rule',
    cause: 'The dossier has been accepted or refused already, or its papers are awaited.',
    action: 'Read the dossier.',
  },
  DOSSIER_NOT_IN_PROGRESS: {
    kind: 'rule',
    cause: 'The dossier is not in progress: it waits, has a result, or is closed.',
    action: 'Read the dossier, and first do what its state requires.',
  },
  DOSSIER_CLOSED: {
    kind: 'rule',
    cause: 'The dossier is closed.',
    action: 'Nothing; a new application is a new dossier.',
  },

  DEFECTS_NOT_NAMED: {
    kind: 'invalid',
    cause: 'Papers are requested without naming what is missing.',
    action: 'Name every defect, all at once.',
  },
  SUPPLEMENT_ALREADY_REQUESTED: {
    kind: 'rule',
    cause:
      'Papers may be requested once; a second time only if those supplied did not satisfy the first request.',
    action: 'Decide on what there is.',
  },
  SUPPLEMENT_NEW_CONTENT: {
    kind: 'rule',
    cause: 'A second request may only name what the first one named.',
    action: 'Leave out what is new.',
  },
  NO_SUPPLEMENT_AWAITED: {
    kind: 'rule',
    cause: 'No papers were requested, or they were already supplied.',
    action: 'Read the dossier.',
  },
  SUPPLEMENT_NOT_EXPIRED: {
    kind: 'rule',
    cause: 'The applicant still has time to respond.',
    action: 'Wait until the given time.',
  },
  DOSSIER_SUSPENDED: {
    kind: 'rule',
    cause: 'Another authority has been asked and has not answered.',
    action: 'Resume the dossier first.',
  },
  DOSSIER_NOT_SUSPENDED: {
    kind: 'rule',
    cause: 'The dossier does not wait for another authority.',
    action: 'Read the dossier.',
  },

  HANDED_TO_HOLDER: {
    kind: 'rule',
    cause: 'The receiver already holds the dossier, for the same step.',
    action: 'Name another unit, official or step.',
  },
  UNIT_UNKNOWN: {
    kind: 'rule',
    cause: 'The receiving unit does not exist on that day.',
    action: 'Name an agency that the directory lists on that day.',
  },
  STEP_UNKNOWN: { kind: 'rule', cause: 'The procedure has no such step.', action: 'Name one of its steps.' },
  STEP_NOT_STARTED: {
    kind: 'rule',
    cause: 'The step is not the current one.',
    action: 'Hand the dossier over for that step first.',
  },
  STEP_COMPLETED: { kind: 'rule', cause: 'The step is completed already.', action: 'Nothing.' },
  STEPS_OPEN: { kind: 'rule', cause: 'A step is in progress.', action: 'Complete it first.' },

  PAYMENT_EXISTS: {
    kind: 'exists',
    cause: 'The id is that of a payment already requested.',
    action: 'Leave the identity empty.',
  },
  PAYMENT_AWAITED: {
    kind: 'rule',
    cause: 'A payment is awaited.',
    action: 'Confirm, waive or cancel it first.',
  },
  PAYMENT_UNKNOWN: {
    kind: 'missing',
    cause: 'The dossier has no such payment.',
    action: 'Read the dossier.',
  },
  PAYMENT_SETTLED: { kind: 'rule', cause: 'The payment is settled already.', action: 'Read the dossier.' },
  PAYMENT_NOT_PAID: {
    kind: 'rule',
    cause: 'Only a payment that was made can be paid back, and only once.',
    action: 'Read the dossier.',
  },
  AMOUNT_DIFFERS: {
    kind: 'rule',
    cause: 'The amount differs from the one requested.',
    action: 'Give the whole amount.',
  },

  NOTHING_PROMISED: {
    kind: 'rule',
    cause: 'The dossier has no due time that could be extended.',
    action: 'Nothing.',
  },
  NEW_TIME_NOT_LATER: {
    kind: 'rule',
    cause: 'The new time is not later than the promised one, or is in the past.',
    action: 'Promise a later one.',
  },
  RESULT_RELEASED: {
    kind: 'rule',
    cause: 'The result exists and only waits to be handed over.',
    action: 'Send it back first, or hand it over.',
  },
  RESULT_NOT_RELEASED: {
    kind: 'rule',
    cause: 'There is no result at the counter.',
    action: 'Read the dossier.',
  },

  NOTHING_TO_RATE: {
    kind: 'rule',
    cause: 'The office has not acted on the dossier, or the step has not begun.',
    action: 'Rate later, or another step.',
  },
  OFFICIAL_UNKNOWN: {
    kind: 'rule',
    cause: 'The official has not acted on the dossier.',
    action: 'Rate one who has.',
  },
  SCORE_OUT_OF_RANGE: {
    kind: 'invalid',
    cause: 'The score is not one of 1 to 5.',
    action: 'Choose one of the scale.',
  },
  TEXT_NEEDED: {
    kind: 'invalid',
    cause: 'The message is empty.',
    action: 'Write the message.',
  },
  THREAD_FULL: {
    kind: 'rule',
    cause: 'The applicant, or the office, has written as many messages about the dossier as one side may.',
    action: 'Call the office, or the applicant.',
  },
  MESSAGES_TOO_OFTEN: {
    kind: 'exhausted',
    cause: 'The applicant has written as many messages about the dossier within an hour as they may.',
    action: 'Try again in an hour.',
  },
  RATING_BY_OFFICIAL: {
    kind: 'rule',
    cause: 'An official rates the handling of a dossier: a rating is the applicant’s alone.',
    action: 'Leave it to the applicant: in the citizens’ portal, or at a rating device.',
  },
  SLIP_RENEWED_TOO_OFTEN: {
    kind: 'rule',
    cause: 'The slip was renewed as often as a slip may be.',
    action: 'Keep the newest one; the applicant can follow the dossier by logging in.',
  },
  RATED_ALREADY: { kind: 'rule', cause: 'The same person rates each part only once.', action: 'Nothing.' },

  NOT_A_RECORDED_DOSSIER: {
    kind: 'rule',
    cause: 'The dossier is not an imported history.',
    action: 'Use the commands of the office.',
  },
  STEPS_MISSING: {
    kind: 'rule',
    cause: 'Steps before the first one given were never recorded.',
    action: 'Record them from the given index.',
  },
});

export type Reason = keyof typeof reasons;
