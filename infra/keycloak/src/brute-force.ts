/**
 * Guessing is slowed down, and nobody can lock an official out for long: after five wrong passwords the
 * account waits a minute, after more never longer than five, and it is never locked for good. Two wrong
 * passwords within a second are guessed by a machine and wait as well.
 */
export const bruteForce = {
  bruteForceProtected: true,
  permanentLockout: false,
  bruteForceStrategy: 'MULTIPLE',
  failureFactor: 5,
  waitIncrementSeconds: 60,
  maxFailureWaitSeconds: 300,
  quickLoginCheckMilliSeconds: 1_000,
  minimumQuickLoginWaitSeconds: 60,
} as const;
