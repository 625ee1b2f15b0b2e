const YEAR_SECONDS = 31_536_000;

/**
 * Logins, failed logins, changes of credentials and every act of the realm's administrators, kept for a year.
 */
export const eventLog = {
  eventsEnabled: true,
  eventsExpiration: YEAR_SECONDS,
  eventsListeners: ['jboss-logging'],
  adminEventsEnabled: true,
  adminEventsDetailsEnabled: true,
} as const;
