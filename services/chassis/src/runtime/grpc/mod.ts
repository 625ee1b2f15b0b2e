export { accessOf, type Access } from './access.ts';
export { createAdmission, type Admission, type AdmissionLimits } from './admission.ts';
export { cachedAsking, type CachedAsking, type CachedAskingOptions } from './cached-asking.ts';
export * from './call-failed.ts';
export { clockPolicies, dueRoundings, dueWorkingTo, durationTo, durationUnits } from './due-working.ts';
export { enumWords, type EnumWords } from './enum-words.ts';
export * from './grpc-client.ts';
export * from './open-clients.ts';
export * from './grpc-server.ts';
export {
  ERROR_DOMAIN,
  failedStatus,
  statusOf,
  type FailedStatus,
  type StatusDetails,
} from './grpc-status.ts';
export { HealthService, READINESS, type Health } from './health.ts';
export * as field from './request-field.ts';
export { RequestInvalid, type FieldViolation } from './request-invalid.ts';
export * from './rpc.ts';
export * from './service-definition.ts';
export { CAUSATION, CORRELATION } from './serve-call.ts';
