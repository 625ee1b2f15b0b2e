const MINUTE_SECONDS = 60;

/**
 * The PC of a commune is shared: a login ends after half an hour without a request, in any case after a
 * working day, and is not remembered.
 */
export const sharedPcSessions = {
  ssoSessionIdleTimeout: 30 * MINUTE_SECONDS,
  ssoSessionMaxLifespan: 600 * MINUTE_SECONDS,
  rememberMe: false,
  offlineSessionMaxLifespanEnabled: true,
} as const;
