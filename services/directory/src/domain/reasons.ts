import { defineReasons, workingTimeReasons } from '@egov/chassis/domain';

/** Every reason for refusal of the directory: its cause, and what the caller can do. */
export const { reasons, refusal } = defineReasons({
  ...workingTimeReasons,
  AGENCY_EXISTS: {
    kind: 'exists',
    cause: 'The identity is that of an agency already established.',
    action: 'Read it, or leave the identity empty.',
  },
  AGENCY_UNKNOWN: {
    kind: 'missing',
    cause: 'The request names an agency that does not exist.',
    action: 'Look it up by its code.',
  },
  AGENCY_DISSOLVED: {
    kind: 'rule',
    cause: 'The agency ended before the given day.',
    action: 'Name one of its successors.',
  },
  AGENCY_UNDER_ITSELF: {
    kind: 'rule',
    cause: 'The agency would be under itself, directly or indirectly.',
    action: 'Move the upper one first.',
  },
  AGENCY_SUCCEEDS_ITSELF: {
    kind: 'rule',
    cause: 'The dissolved agency is among its own successors.',
    action: 'Rename or move it instead of dissolving it.',
  },
  AGENCY_CODE_TAKEN: {
    kind: 'exists',
    cause: 'Another agency has the code on that day.',
    action: 'End its code first, or begin on a later day.',
  },
  AGENCY_CODE_SCHEME_TWICE: {
    kind: 'invalid',
    cause: 'Two codes of one scheme were given.',
    action: 'Give one, and assign the other from its day.',
  },
  VALIDITY_BACKWARDS: {
    kind: 'rule',
    cause: 'The day is before the first day of the current entry.',
    action: 'Give that day or a later one.',
  },
  STAFF_EXISTS: {
    kind: 'exists',
    cause: 'The identity is that of a staff member already registered.',
    action: 'Read it, or leave the identity empty.',
  },
  SUBJECT_TAKEN: {
    kind: 'exists',
    cause: 'Another staff member logs in as that subject.',
    action: 'Use that staff member, or give another subject.',
  },
  APPOINTMENT_UNKNOWN: {
    kind: 'missing',
    cause: 'The staff member has no such appointment.',
    action: 'Read the staff member.',
  },
  APPOINTMENT_ENDED: {
    kind: 'rule',
    cause: 'The appointment has already been ended.',
    action: 'Nothing; appoint again if it continues.',
  },
  APPOINTMENT_OVERLAPS: {
    kind: 'rule',
    cause: 'The staff member holds the same position of that agency on that day.',
    action: 'End that appointment first.',
  },
  OFFICE_HOURS_BACKWARDS: {
    kind: 'invalid',
    cause: 'A span closes before it opens.',
    action: 'Correct the span; a night shift is two spans.',
  },
  OFFICE_HOURS_OVERLAP: {
    kind: 'invalid',
    cause: 'Two spans of one weekday overlap.',
    action: 'Correct the spans.',
  },
  DAY_OUTSIDE_YEAR: {
    kind: 'invalid',
    cause: 'A day of the announcement is in another year.',
    action: 'Declare it with its own year.',
  },
  DAY_TWICE: {
    kind: 'invalid',
    cause: 'A day is listed twice in the announcement.',
    action: 'List each day once.',
  },
});

export type Reason = keyof typeof reasons;
