import { brokerProcesses, type BrokerProcesses } from '@egov/platform';

/** The name under which the policy of `noting-policy.ts` connects and reports its spans. */
export const NOTING = 'noting';

/** What it would have in the list. */
export const noting = {
  kind: 'events',
  hears: ['egov.procedures.dossier.submitted.v1'],
  follows: { note_submission: 'procedures' },
  forgetsWith: [],
  keeps: {},
} as const;

/** The list as the broker knows it, with it. */
export const withNoting: BrokerProcesses = { ...brokerProcesses, [NOTING]: noting };
