import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';
import { errors } from '@nats-io/transport-node';

const UNREACHABLE = [
  errors.ConnectionError,
  errors.ClosedConnectionError,
  errors.DrainingConnectionError,
  errors.TimeoutError,
  errors.NoRespondersError,
];
/** Error codes of name lookup and sockets for a broker that is not there. */
const UNREACHABLE_CODES: ReadonlySet<unknown> = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
]);
const SERVICE_UNAVAILABLE = 503;

/**
 * Returns whether the broker did not respond, so that a retry may succeed; a refusal is not such a failure.
 */
export const brokerUnreachable = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (error instanceof JetStreamApiError) return error.status === SERVICE_UNAVAILABLE;
  return (
    UNREACHABLE.some((kind) => error instanceof kind) ||
    ('code' in error && UNREACHABLE_CODES.has(error.code)) ||
    // A request in flight when the connection broke has no cause.
    (error instanceof errors.RequestError && error.cause === undefined) ||
    brokerUnreachable(error.cause)
  );
};

/** Returns whether JetStream refused because somebody else wrote first. */
export const wroteFirst = (error: unknown): boolean =>
  error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamWrongLastSequence;

const UNTRUSTED = /^(ERR_TLS_CERT|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/;

/** Returns whether the server could not show a certificate for its name by the given authority. */
export function untrusted(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, cause }: Readonly<{ code?: unknown; cause?: unknown }> = error;
  return UNTRUSTED.test(String(code)) || untrusted(cause);
}
