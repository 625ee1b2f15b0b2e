import type { Permission } from '@egov/platform';

/**
 * One-time passwords of any authenticator app, and passkeys; users who have set one up are always asked for
 * it.
 */
export const secondFactors = {
  otpPolicyType: 'totp',
  otpPolicyAlgorithm: 'HmacSHA1',
  otpPolicyDigits: 6,
  otpPolicyPeriod: 30,
  webAuthnPolicyRpEntityName: 'egov',
  webAuthnPolicyPasswordlessRpEntityName: 'egov',
  webAuthnPolicyPasswordlessUserVerificationRequirement: 'required',
} as const;

/** Held by whoever must log in with a second factor; it allows nothing. */
export const SECOND_FACTOR_ROLE = 'second-factor';

/** Permissions to read what is personal, or to decide who may. */
const guarded: readonly Permission[] = ['dossier.read-personal', 'file.read', 'person.read', 'staff.manage'];

/** Returns whether holders of these permissions must log in with a second factor. */
export const needsSecondFactor = (allowed: readonly Permission[]): boolean =>
  allowed.some((permission) => guarded.includes(permission));
