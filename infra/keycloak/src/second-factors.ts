/**
 * One-time passwords by any authenticator app, and passkeys; whoever has set one up is always asked for it.
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
