import { Metadata, status, type ServiceError } from '@grpc/grpc-js';

/** An error as the protocol words it: a status, a message, and the facts in trailers. */
export class RpcError extends Error implements ServiceError {
  readonly code: status;
  readonly details: string;
  readonly metadata: Metadata;

  constructor(code: status, message: string, trailers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.code = code;
    this.details = message;
    this.metadata = new Metadata();
    for (const [key, value] of Object.entries(trailers)) this.metadata.set(key, headerSafe(value));
  }
}

// Trailers are ASCII. Other names, as UTF-8 bytes read as Latin-1, would break the stream, so they are
// escaped, together with the sign that escapes.
const headerSafe = (value: string): string =>
  /^[\x20-\x7e]*$/.test(value)
    ? value
    : value.replace(/[^\x20-\x24\x26-\x7e]/gu, (letter) => encodeURIComponent(letter));

const known = (
  code: status,
  exception: string,
  message: string,
  facts: Readonly<Record<string, string>> = {},
): RpcError => new RpcError(code, message, { exception, ...facts });

const group = (stream: string, name: string): Record<string, string> => ({
  'stream-name': stream,
  'group-name': name,
});

/** Every error of the protocol, each with the facts from which clients create typed errors. */
export const rpcErrors = {
  invalidArgument: (message: string) => new RpcError(status.INVALID_ARGUMENT, message),
  unknown: (message: string) => new RpcError(status.UNKNOWN, message),
  unimplemented: (message: string) => new RpcError(status.UNIMPLEMENTED, message),
  timeout: (message: string) => new RpcError(status.ABORTED, `Operation timed out: ${message}`),
  tooBusy: () => new RpcError(status.UNAVAILABLE, 'Server Is Too Busy'),
  notReady: () => new RpcError(status.UNAVAILABLE, 'Server Is Not Ready'),
  stopping: () => new RpcError(status.UNAVAILABLE, 'Server Is Shutting Down'),
  accessDenied: () => known(status.PERMISSION_DENIED, 'access-denied', 'Access Denied'),
  unauthenticated: () => new RpcError(status.UNAUTHENTICATED, 'Bad credentials'),
  streamNotFound: (stream: string) =>
    known(status.NOT_FOUND, 'stream-not-found', `Event stream '${stream}' is not found.`, {
      'stream-name': stream,
    }),
  streamDeleted: (stream: string) =>
    known(status.FAILED_PRECONDITION, 'stream-deleted', `Event stream '${stream}' is deleted.`, {
      'stream-name': stream,
    }),
  wrongExpectedVersion: (operation: string, stream: string, expected: number, actual: number | undefined) =>
    known(
      status.FAILED_PRECONDITION,
      'wrong-expected-version',
      `${operation} failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ` +
        `${expected}, Actual version: ${actual ?? ''}`,
      {
        'stream-name': stream,
        'expected-version': String(expected),
        'actual-version': actual === undefined ? '' : String(actual),
      },
    ),
  maxAppendSize: (limit: number) =>
    known(
      status.INVALID_ARGUMENT,
      'maximum-append-size-exceeded',
      `Maximum Append Size of ${limit} Exceeded.`,
      { 'maximum-append-size': String(limit) },
    ),
  missingMetadata: (property: string) =>
    known(
      status.INVALID_ARGUMENT,
      'missing-required-metadata-property',
      `Required Metadata Property '${property}' is missing`,
      { 'required-metadata-properties': 'type,content-type' },
    ),
  scavengeNotFound: (id: string) =>
    known(status.NOT_FOUND, 'scavenge-not-found', 'Scavenge id was invalid.', { 'scavenge-id': id }),
  userNotFound: (login: string) =>
    known(status.NOT_FOUND, 'user-not-found', `User '${login}' is not found.`, { 'login-name': login }),
  userConflict: (login: string) =>
    known(status.FAILED_PRECONDITION, 'user-conflict', 'Conflict.', { 'login-name': login }),
  groupMissing: (stream: string, name: string) =>
    known(
      status.NOT_FOUND,
      'persistent-subscription-does-not-exist',
      `Subscription group ${name} on stream ${stream} does not exist.`,
      group(stream, name),
    ),
  groupExists: (stream: string, name: string) =>
    known(
      status.ALREADY_EXISTS,
      'persistent-subscription-exists',
      `Subscription group ${name} on stream ${stream} exists.`,
      group(stream, name),
    ),
  groupFailed: (stream: string, name: string, reason: string) =>
    known(
      status.INTERNAL,
      'persistent-subscription-failed',
      `Subscription group ${name} on stream ${stream} failed: '${reason}'`,
      { ...group(stream, name), reason },
    ),
  tooManyGroups: (limit: number) =>
    new RpcError(
      status.RESOURCE_EXHAUSTED,
      `The settings of all persistent subscription groups take more than ${limit} bytes.`,
    ),
  groupFull: (stream: string, name: string) =>
    known(
      status.FAILED_PRECONDITION,
      'maximum-subscribers-reached',
      `Maximum subscriptions reached for subscription group ${name} on stream ${stream}.`,
      group(stream, name),
    ),
  groupDropped: (stream: string, name: string) =>
    known(
      status.CANCELLED,
      'persistent-subscription-dropped',
      `Subscription group ${name} on stream ${stream} was dropped.`,
      group(stream, name),
    ),
};
