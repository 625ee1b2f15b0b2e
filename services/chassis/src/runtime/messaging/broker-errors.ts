import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';
import { errors } from '@nats-io/transport-node';

const UNREACHABLE = [
  errors.ConnectionError,
  errors.ClosedConnectionError,
  errors.DrainingConnectionError,
  errors.TimeoutError,
  errors.NoRespondersError,
];
/** What the names and sockets of the machine say of a broker that is not there. */
const UNREACHABLE_CODES: ReadonlySet<unknown> = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
]);
const SERVICE_UNAVAILABLE = 503;

/** Whether the broker did not respond, so that the same may succeed later; a refusal is no such failure. */
export const brokerUnreachable = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (error instanceof JetStreamApiError) return error.status === SERVICE_UNAVAILABLE;
  return (
    UNREACHABLE.some((kind) => error instanceof kind) ||
    ('code' in error && UNREACHABLE_CODES.has(error.code)) ||
    // A request that was under way when the connection broke carries no cause.
    (error instanceof errors.RequestError && error.cause === undefined) ||
    brokerUnreachable(error.cause)
  );
};

/** Whether JetStream refused because somebody else wrote first. */
export const wroteFirst = (error: unknown): boolean =>
  error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamWrongLastSequence;
