import type { Explained } from '../reasons.ts';

/** Why nothing can be counted; a reason of every service that computes by a working calendar. */
export const workingTimeReasons = {
  CALENDAR_WITHOUT_HOURS: {
    kind: 'rule',
    cause: 'The calendar has no office hours, or too few to count that much.',
    action: 'Define its office hours.',
  },
} as const satisfies Readonly<Record<string, Explained>>;
