import { Metadata, type status } from '@grpc/grpc-js';
import { CallFailed } from '@egov/chassis/grpc';
import { ErrorInfo, RetryInfo } from '@egov/proto/google/rpc/error_details';
import { Status } from '@egov/proto/google/rpc/status';

/** A failure as a service of the platform returns it. */
export function callFailed(code: status, reason: string, retryAfterMs?: number): CallFailed {
  const details = [
    {
      typeUrl: 'type.googleapis.com/google.rpc.ErrorInfo',
      value: Buffer.from(ErrorInfo.encode({ reason, domain: 'procedures', metadata: {} }).finish()),
    },
  ];
  if (retryAfterMs !== undefined) {
    const retryDelay = {
      seconds: BigInt(Math.floor(retryAfterMs / 1000)),
      nanos: (retryAfterMs % 1000) * 1_000_000,
    };
    details.push({
      typeUrl: 'type.googleapis.com/google.rpc.RetryInfo',
      value: Buffer.from(RetryInfo.encode({ retryDelay }).finish()),
    });
  }
  const metadata = new Metadata();
  metadata.set(
    'grpc-status-details-bin',
    Buffer.from(Status.encode({ code, message: '', details }).finish()),
  );
  return new CallFailed('/egov.procedures.v1.DossierIntakeService/Call', { code, details: reason, metadata });
}
