const MINUTE_SECONDS = 60;

/**
 * A commune's PC is shared: half an hour without a request ends a login, a working day ends it in any case,
 * and none is remembered.
 */
export const sharedPcSessions = {
  ssoSessionIdleTimeout: 30 * MINUTE_SECONDS,
  ssoSessionMaxLifespan: 600 * MINUTE_SECONDS,
  rememberMe: false,
  offlineSessionMaxLifespanEnabled: true,
} as const;
