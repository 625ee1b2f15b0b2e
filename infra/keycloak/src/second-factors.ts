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
