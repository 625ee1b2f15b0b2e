import { randomUUID } from 'node:crypto';
import { type handleUnaryCall, type ServerUnaryCall, status } from '@grpc/grpc-js';
import { DomainError, isUuid, type Instant } from '../../domain/mod.ts';
import { counter, histogram } from '../../telemetry/signals.ts';
import type { Verifier } from '../auth/jwt-verifier.ts';
import { Unauthenticated } from '../auth/unauthenticated.ts';
import { actorOf, type CallContext } from '../context/call-context.ts';
import type { Principal } from '../context/principal.ts';
import type { Logger } from '../logger/logger.ts';
import { type Access, checkAccess } from './access.ts';
import type { Admission, Ticket } from './admission.ts';
import type { CallerPlaces } from './caller-places.ts';
import { decodeRequest, requestHash } from './decode-request.ts';
import { type FailedStatus, failedStatus, internalStatus, statusOf } from './grpc-status.ts';
import { RequestInvalid } from './request-invalid.ts';
import type { Rpc } from './rpc.ts';
import type { WireMethod } from './service-definition.ts';

/** What serving a call needs besides the call. */
export type ServeDeps = Readonly<{
  service: string;
  verifier: Verifier;
  admission: Admission;
  places: CallerPlaces;
  logger: Logger;
  clock: () => Instant;
}>;

/** A method with its access option. */
export type ServedMethod = WireMethod & Readonly<{ access: Access }>;

type Call = ServerUnaryCall<Buffer, Buffer>;
type SomeRpc = Rpc<never, unknown>;

/** A call with its place among those being handled; none once it was refused. */
type Visit = { readonly call: Call; readonly signal: AbortSignal; ticket: Ticket | undefined };

const ID = /^[\w-]{1,64}$/;
const SHED_RETRY_MS = 500;

/** Metadata that says which chain of work a call belongs to; it gives no rights. */
export const CORRELATION = 'egov-correlation';
/** Metadata that names the event or message which caused a call. */
export const CAUSATION = 'egov-causation';

// Shared by all calls: under overload, refusing must cost less than serving.
const SHED = failedStatus(status.RESOURCE_EXHAUSTED, {
  reason: 'TOO_MANY_CALLS',
  retryAfterMs: SHED_RETRY_MS,
});
const LATE = failedStatus(status.DEADLINE_EXCEEDED, { reason: 'DEADLINE_EXCEEDED' });

/**
 * Serves one method: admits, authenticates, decodes, checks, delegates, responds. Every failure is a status
 * with details.
 */
export function serveCall(
  method: ServedMethod,
  rpc: SomeRpc,
  deps: ServeDeps,
): handleUnaryCall<Buffer, Buffer> {
  const { admission, service, logger } = deps;
  const shed = counter('callsShed');
  const recordDuration = histogram('callDuration');
  return (call, answer) => {
    const ticket = admission.enter(method.command);
    const visit = visitOf(call, ticket);
    const end = (failure: FailedStatus | null, bytes?: Buffer): void => {
      if (visit.ticket === undefined) shed(1, { service, method: method.path });
      else
        recordDuration(admission.leave(visit.ticket), {
          service,
          method: method.path,
          statusCode: failure?.code ?? status.OK,
        });
      answer(failure, bytes);
    };
    if (ticket === undefined) return end(SHED);
    if (isLate(call)) return end(LATE);
    void work(visit, method, rpc, deps).then(
      (bytes) => end(null, bytes),
      (error: unknown) => end(visit.ticket === undefined ? SHED : failureOf(error, method, logger)),
    );
  };
}

async function work(visit: Visit, method: ServedMethod, rpc: SomeRpc, deps: ServeDeps): Promise<Buffer> {
  const { call } = visit;
  const principal = await placed(visit, method, deps);
  try {
    const request = decode(method, call.request);
    const identity = method.command
      ? identityOf(method, request)
      : { requestId: randomUUID(), requestHash: '' };
    const answer = rpc.prepare(request as never);
    const response = await answer(contextOf(visit, principal, identity, deps.clock()));
    return method.responseSerialize(response);
  } finally {
    deps.places.free(principal);
  }
}

/**
 * Returns the caller once one of the caller's places is free. Until then the call does not count among those
 * being handled: a burst of one caller must not shut out the others.
 */
async function placed(visit: Visit, { access }: ServedMethod, deps: ServeDeps): Promise<Principal> {
  const { places, admission } = deps;
  const { ticket } = visit;
  if (ticket === undefined) throw new DomainError('exhausted', 'TOO_MANY_CALLS');
  admission.park(ticket);
  let principal: Principal;
  try {
    principal = await callerOf(visit.call, deps);
    checkAccess(access, principal);
    await places.take(principal, visit);
  } finally {
    visit.ticket = admission.resume(ticket);
  }
  if (visit.ticket !== undefined) return principal;
  places.free(principal);
  throw new DomainError('exhausted', 'TOO_MANY_CALLS');
}

async function callerOf(call: Call, { verifier, admission }: ServeDeps): Promise<Principal> {
  const [header] = call.metadata.get('authorization');
  if (typeof header !== 'string' || !/^bearer ./i.test(header)) throw new Unauthenticated('TOKEN_MISSING');
  const principal = await verifier.verify(header.slice('bearer '.length).trim());
  const retryAfterMs = admission.waitOf(principal.subject);
  if (retryAfterMs > 0) throw new DomainError('exhausted', 'TOO_MANY_CALLS_OF_CALLER', { retryAfterMs });
  return principal;
}

function decode(method: WireMethod, bytes: Buffer): unknown {
  try {
    return decodeRequest(method.requestDeserialize, bytes);
  } catch (error) {
    throw new RequestInvalid(
      [{ field: '', description: 'must be a message of its type, with texts in UTF-8' }],
      { cause: error },
    );
  }
}

type Identity = Pick<CallContext, 'requestId' | 'requestHash'>;

function identityOf(method: WireMethod, request: unknown): Identity {
  const { requestId } = request as { requestId?: unknown };
  if (typeof requestId !== 'string' || !isUuid(requestId))
    throw new RequestInvalid([{ field: 'request_id', description: 'must be a UUID' }]);
  try {
    return {
      requestId: requestId.toLowerCase(),
      requestHash: requestHash(method.requestSerialize, request),
    };
  } catch (error) {
    // A request that was decoded but cannot be encoded again has a timestamp beyond the calendar.
    throw new RequestInvalid([{ field: '', description: 'must not contain timestamps out of range' }], {
      cause: error,
    });
  }
}

function contextOf(visit: Visit, principal: Principal, identity: Identity, now: Instant): CallContext {
  const { call } = visit;
  const causation = idIn(call, CAUSATION);
  return {
    principal,
    actor: actorOf(principal),
    ...identity,
    now,
    correlation: idIn(call, CORRELATION) ?? identity.requestId,
    ...(causation === undefined ? {} : { causation }),
    get signal(): AbortSignal {
      return visit.signal;
    },
  };
}

function visitOf(call: Call, ticket: Ticket | undefined): Visit {
  let signal: AbortSignal | undefined;
  return {
    call,
    ticket,
    // Created on first use: many calls end without it.
    get signal(): AbortSignal {
      signal ??= signalOf(call);
      return signal;
    },
  };
}

function idIn(call: Call, key: string): string | undefined {
  const [value] = call.metadata.get(key);
  return typeof value === 'string' && ID.test(value) ? value : undefined;
}

function signalOf(call: Call): AbortSignal {
  const controller = new AbortController();
  if (call.cancelled) controller.abort();
  else call.on('cancelled', () => controller.abort());
  return controller.signal;
}

function isLate(call: Call): boolean {
  const deadline = call.getDeadline();
  return call.cancelled || (deadline instanceof Date ? deadline.getTime() : deadline) <= Date.now();
}

function failureOf(error: unknown, method: WireMethod, logger: Logger): FailedStatus {
  const known = statusOf(error);
  if (known !== undefined) {
    logger.debug({ method: method.path, code: status[known.code], reason: known.details }, 'call refused');
    return known;
  }
  const failure = internalStatus();
  logger.error({ err: error, method: method.path, errorId: failure.errorId }, 'call failed');
  return failure;
}
