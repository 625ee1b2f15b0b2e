import { randomUUID } from 'node:crypto';
import { Metadata, status } from '@grpc/grpc-js';
import { BadRequest, ErrorInfo, RetryInfo } from '@egov/proto/google/rpc/error_details';
import { Status } from '@egov/proto/google/rpc/status';
import { DomainError, type RefusalFacts, type RefusalKind } from '../../domain/mod.ts';
import { currentTraceId } from '../../telemetry/spans.ts';
import { Unauthenticated } from '../auth/unauthenticated.ts';
import { CallFailed } from './call-failed.ts';
import { type FieldViolation, RequestInvalid, snakePath } from './request-invalid.ts';

/** The status of a failed call, with google.rpc details in its trailers. */
export type FailedStatus = Readonly<{ code: status; details: string; metadata: Metadata }>;

/** The domain of every reason of this platform. */
export const ERROR_DOMAIN = 'egov';

/** The trailer that carries google.rpc.Status. */
export const STATUS_DETAILS = 'grpc-status-details-bin';

const CODES: Readonly<Record<RefusalKind, status>> = {
  invalid: status.INVALID_ARGUMENT,
  rule: status.FAILED_PRECONDITION,
  missing: status.NOT_FOUND,
  exists: status.ALREADY_EXISTS,
  forbidden: status.PERMISSION_DENIED,
  conflict: status.ABORTED,
  exhausted: status.RESOURCE_EXHAUSTED,
  unavailable: status.UNAVAILABLE,
};

// Long enough for a projector or a restarted dependency to catch up, short enough to wait for.
const RETRY_MS = 1_000;

/** The details of a status. */
export type StatusDetails = Readonly<{
  reason: string;
  facts?: RefusalFacts;
  violations?: readonly FieldViolation[];
  retryAfterMs?: number | undefined;
}>;

/** Makes a status with its details; the message is the reason only, since facts are sent as details. */
export function failedStatus(
  code: status,
  { reason, facts = {}, violations = [], retryAfterMs }: StatusDetails,
): FailedStatus {
  const details = [
    {
      typeUrl: 'type.googleapis.com/google.rpc.ErrorInfo',
      value: Buffer.from(
        ErrorInfo.encode({ reason, domain: ERROR_DOMAIN, metadata: textFacts(facts) }).finish(),
      ),
    },
  ];
  if (violations.length > 0) {
    details.push({
      typeUrl: 'type.googleapis.com/google.rpc.BadRequest',
      value: Buffer.from(BadRequest.encode({ fieldViolations: [...violations] }).finish()),
    });
  }
  if (retryAfterMs !== undefined) {
    const retryDelay = {
      seconds: BigInt(Math.floor(retryAfterMs / 1_000)),
      nanos: Math.round(retryAfterMs % 1_000) * 1_000_000,
    };
    details.push({
      typeUrl: 'type.googleapis.com/google.rpc.RetryInfo',
      value: Buffer.from(RetryInfo.encode({ retryDelay }).finish()),
    });
  }
  const metadata = new Metadata();
  metadata.set(STATUS_DETAILS, Buffer.from(Status.encode({ code, message: reason, details }).finish()));
  return { code, details: reason, metadata };
}

/** Makes the status of a request with invalid fields. */
export const invalidRequest = (
  violations: readonly FieldViolation[],
  reason = 'INVALID_REQUEST',
): FailedStatus => failedStatus(status.INVALID_ARGUMENT, { reason, violations });

/**
 * Turns what a call failed with into its status: the only place where a refusal becomes a gRPC code. Returns
 * `undefined` for what is our own fault.
 */
export function statusOf(error: unknown): FailedStatus | undefined {
  if (error instanceof DomainError) return ofRefusal(error);
  if (error instanceof RequestInvalid) return invalidRequest(error.violations);
  if (error instanceof Unauthenticated) return failedStatus(status.UNAUTHENTICATED, { reason: error.reason });
  if (error instanceof CallFailed) return ofFailedCall(error);
  if (isAbort(error)) return failedStatus(status.CANCELLED, { reason: 'CANCELLED' });
  return undefined;
}

/** Makes the status of an unforeseen failure: it carries only the id under which the log has the cause. */
export function internalStatus(): FailedStatus & Readonly<{ errorId: string }> {
  const errorId = currentTraceId() ?? randomUUID().replaceAll('-', '');
  return { ...failedStatus(status.INTERNAL, { reason: 'INTERNAL', facts: { trace_id: errorId } }), errorId };
}

function ofRefusal({ kind, reason, facts }: DomainError): FailedStatus {
  const { retryAfterMs, ...shown } = facts;
  const waits = kind === 'unavailable' || kind === 'exhausted' || kind === 'conflict';
  return failedStatus(CODES[kind], {
    reason,
    facts: shown,
    ...(kind === 'invalid'
      ? { violations: [{ field: snakePath(String(facts['field'] ?? '')), description: reason }] }
      : {}),
    retryAfterMs: typeof retryAfterMs === 'number' ? retryAfterMs : waits ? RETRY_MS : undefined,
  });
}

const PASSING: ReadonlySet<status> = new Set([
  status.UNAVAILABLE,
  status.DEADLINE_EXCEEDED,
  status.RESOURCE_EXHAUSTED,
]);

// What another service refuses is our fault unless a use case translates it, but that it does not respond now
// is passing.
function ofFailedCall(error: CallFailed): FailedStatus | undefined {
  if (!PASSING.has(error.code)) return undefined;
  return failedStatus(status.UNAVAILABLE, {
    reason: 'DEPENDENCY_UNAVAILABLE',
    facts: { dependency: error.service },
    retryAfterMs: error.retryAfterMs ?? RETRY_MS,
  });
}

// Aborts are DOMExceptions or plain errors, depending on who made them.
const isAbort = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'name' in error && error.name === 'AbortError';

function textFacts(facts: RefusalFacts): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(facts)) if (value !== undefined) texts[name] = String(value);
  return texts;
}
