import { status } from '@grpc/grpc-js';
import { DomainError, type RefusalKind } from '../../domain/refusal.ts';
import { CallFailed } from '../grpc/call-failed.ts';

/** Whether a retry may help: `passing` yes, `poison` no, `unknown` a few times at most. */
export type FailureKind = 'passing' | 'poison' | 'unknown';

const PASSING_REFUSALS: ReadonlySet<RefusalKind> = new Set(['unavailable', 'exhausted', 'conflict']);
const PASSING_CODES: ReadonlySet<status> = new Set([
  status.UNAVAILABLE,
  status.DEADLINE_EXCEEDED,
  status.RESOURCE_EXHAUSTED,
  status.ABORTED,
]);
const POISON_CODES: ReadonlySet<status> = new Set([
  status.INVALID_ARGUMENT,
  status.FAILED_PRECONDITION,
  status.NOT_FOUND,
  status.ALREADY_EXISTS,
  status.OUT_OF_RANGE,
  status.UNIMPLEMENTED,
]);

/** Returns whether a failed handling may succeed when retried. */
export const failureKind = (error: unknown): FailureKind => {
  if (error instanceof DomainError) return PASSING_REFUSALS.has(error.kind) ? 'passing' : 'poison';
  if (error instanceof CallFailed)
    return PASSING_CODES.has(error.code) ? 'passing' : POISON_CODES.has(error.code) ? 'poison' : 'unknown';
  return 'unknown';
};

/**
 * Returns a name of the failure for a header, a log line or a metric; never the text of an unforeseen error,
 * which may quote personal data.
 */
export const failureReason = (error: unknown): string =>
  error instanceof DomainError || (error instanceof CallFailed && error.reason !== '')
    ? error.reason
    : error instanceof Error
      ? error.name
      : 'UNKNOWN';
