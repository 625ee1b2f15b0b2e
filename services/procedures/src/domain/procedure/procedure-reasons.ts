import type { Explained } from '@egov/chassis/domain';

/** Reasons for refusal of commands on procedures. */
export const procedureReasons = {
  PROCEDURE_UNKNOWN: {
    kind: 'missing',
    cause: 'The catalogue has no such procedure.',
    action: 'Look it up by its national code.',
  },
  PROCEDURE_NOT_IN_FORCE: {
    kind: 'rule',
    cause: 'No published version is in force on that day, or the procedure has ended.',
    action: 'Apply under the procedure that replaced it.',
  },
  PROCEDURE_RETIRED: {
    kind: 'rule',
    cause: 'The procedure has been retired.',
    action: 'Propose a new procedure.',
  },
  CODE_MALFORMED: {
    kind: 'invalid',
    cause: 'The code is not a national code d.dddddd, with or without the suffix of its publisher.',
    action: 'Correct the code.',
  },
  CODE_DIFFERS: {
    kind: 'rule',
    cause: 'The national part of the code is not that of the earlier versions.',
    action: 'Propose it as a new procedure.',
  },
  CODE_TAKEN: {
    kind: 'exists',
    cause: 'Another procedure has been published under the code.',
    action: 'Propose a version of that procedure, or give this one its own code.',
  },
  AT_LEAST_ONE: {
    kind: 'invalid',
    cause: 'A list that needs an entry is empty.',
    action: 'Give at least one entry for the named field.',
  },
  NAMED_TWICE: {
    kind: 'invalid',
    cause: 'Two entries of a list have the same name or id.',
    action: 'List each once in the named field.',
  },
  CUTOFF_MALFORMED: {
    kind: 'invalid',
    cause: 'The hour is not written HH:MM.',
    action: 'Correct the hour, or leave it out.',
  },
  EXTRA_NEEDED: {
    kind: 'invalid',
    cause: 'The clock policy adds a fixed extra, and none is given.',
    action: 'Give the extra time, or choose another policy.',
  },
  VERSION_UNKNOWN: {
    kind: 'missing',
    cause: 'The procedure has no version of that number.',
    action: 'List its versions.',
  },
  VERSION_PUBLISHED: {
    kind: 'rule',
    cause: 'The version is published already.',
    action: 'Nothing; to change it, propose another.',
  },
  SAME_PERSON: {
    kind: 'rule',
    cause: 'The proposer of a version may not publish it: two people must check it.',
    action: 'Let somebody else publish it.',
  },
  CHANNEL_NOT_OFFERED: {
    kind: 'rule',
    cause: 'The procedure cannot be applied for through that channel.',
    action: 'Use a channel it offers.',
  },
  CASE_UNKNOWN: {
    kind: 'rule',
    cause: 'The channel has no such case, or has several and none was named.',
    action: 'Name one of its cases.',
  },
} as const satisfies Readonly<Record<string, Explained>>;
