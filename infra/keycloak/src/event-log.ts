const YEAR_SECONDS = 31_536_000;

/**
 * Who logged in, failed to, or changed a credential, and every act of whoever runs the realm: kept for a
 * year.
 */
export const eventLog = {
  eventsEnabled: true,
  eventsExpiration: YEAR_SECONDS,
  eventsListeners: ['jboss-logging'],
  adminEventsEnabled: true,
  adminEventsDetailsEnabled: true,
} as const;
