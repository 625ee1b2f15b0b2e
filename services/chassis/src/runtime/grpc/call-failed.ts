import { type Metadata, status } from '@grpc/grpc-js';
import { BadRequest, ErrorInfo, RetryInfo } from '@egov/proto/google/rpc/error_details';
import { Status } from '@egov/proto/google/rpc/status';
import type { FieldViolation } from './request-invalid.ts';

/**
 * Thrown when a call to another service failed; `reason` and `facts` are the other side's, empty if it gave
 * none.
 */
export class CallFailed extends Error {
  readonly code: status;
  readonly codeName: string;
  readonly service: string;
  readonly method: string;
  readonly reason: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly violations: readonly FieldViolation[];
  readonly retryAfterMs: number | undefined;

  constructor(
    path: string,
    failure: Readonly<{ code: status; details: string; metadata?: Metadata | undefined }>,
    options?: ErrorOptions,
  ) {
    super(`${path}: ${status[failure.code]} ${failure.details}`, options);
    this.name = 'CallFailed';
    this.code = failure.code;
    this.codeName = status[failure.code];
    [this.service = '', this.method = ''] = path.slice(1).split('/');
    const details = readDetails(failure.metadata);
    this.reason = details.reason;
    this.facts = details.facts;
    this.violations = details.violations;
    this.retryAfterMs = details.retryAfterMs;
  }
}

/** Whether a call failed since the other service has no such thing, or the caller may not know of it. */
export const isNotFound = (error: unknown): boolean =>
  error instanceof CallFailed && error.codeName === 'NOT_FOUND';

type Details = {
  reason: string;
  facts: Record<string, string>;
  violations: readonly FieldViolation[];
  retryAfterMs: number | undefined;
};

function readDetails(metadata: Metadata | undefined): Details {
  const read: Details = { reason: '', facts: {}, violations: [], retryAfterMs: undefined };
  const [bytes] = metadata?.get('grpc-status-details-bin') ?? [];
  if (!(bytes instanceof Uint8Array)) return read;
  for (const { typeUrl, value } of Status.decode(bytes).details) {
    if (typeUrl.endsWith('/google.rpc.ErrorInfo'))
      ({ reason: read.reason, metadata: read.facts } = ErrorInfo.decode(value));
    if (typeUrl.endsWith('/google.rpc.BadRequest'))
      read.violations = BadRequest.decode(value).fieldViolations;
    if (typeUrl.endsWith('/google.rpc.RetryInfo')) {
      const delay = RetryInfo.decode(value).retryDelay;
      if (delay !== undefined) read.retryAfterMs = Number(delay.seconds) * 1_000 + delay.nanos / 1_000_000;
    }
  }
  return read;
}
