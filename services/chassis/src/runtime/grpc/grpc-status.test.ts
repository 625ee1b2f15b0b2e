import { status } from '@grpc/grpc-js';
import { expect, test } from '@jest/globals';
import { DomainError, type RefusalKind } from '../../domain/mod.ts';
import { Unauthenticated } from '../auth/unauthenticated.ts';
import { CallFailed } from './call-failed.ts';
import { type FailedStatus, internalStatus, statusOf } from './grpc-status.ts';
import { RequestInvalid } from './request-invalid.ts';

// Read back with the same code as callers use.
const seen = (failure: FailedStatus | undefined): CallFailed => {
  if (failure === undefined) throw new Error('it has no status');
  return new CallFailed('/egov.procedures.v1.DossierIntakeService/AcceptDossier', failure);
};

test.each<[RefusalKind, string]>([
  ['invalid', 'INVALID_ARGUMENT'],
  ['rule', 'FAILED_PRECONDITION'],
  ['missing', 'NOT_FOUND'],
  ['exists', 'ALREADY_EXISTS'],
  ['forbidden', 'PERMISSION_DENIED'],
  ['conflict', 'ABORTED'],
  ['exhausted', 'RESOURCE_EXHAUSTED'],
  ['unavailable', 'UNAVAILABLE'],
])('a refusal of kind %s is %s, with its reason and facts', (kind, code) => {
  expect(
    seen(statusOf(new DomainError(kind, 'SOME_REASON', { expected: 3n, phase: undefined, late: true }))),
  ).toMatchObject({ codeName: code, reason: 'SOME_REASON', facts: { expected: '3', late: 'true' } });
});

test('a value that the domain refuses is reported under its field', () => {
  expect(
    seen(statusOf(new DomainError('invalid', 'DAY_UNKNOWN', { field: 'holidays[0].localDay' }))).violations,
  ).toEqual([{ field: 'holidays[0].local_day', description: 'DAY_UNKNOWN' }]);
});

test('a passing failure says when to retry', () => {
  expect(
    seen(statusOf(new DomainError('unavailable', 'PROJECTION_BEHIND', { retryAfterMs: 1_500 }))),
  ).toMatchObject({ retryAfterMs: 1_500, facts: {} });
  expect(seen(statusOf(new DomainError('conflict', 'CONCURRENT_CHANGE'))).retryAfterMs).toBe(1_000);
  expect(seen(statusOf(new DomainError('rule', 'DOSSIER_CLOSED'))).retryAfterMs).toBeUndefined();
});

test('a service that does not respond makes this one unavailable; its refusals are our fault', () => {
  const failed = (code: status) =>
    new CallFailed('/egov.directory.v1.CalendarService/GetCalendar', { code, details: 'x' });
  expect(seen(statusOf(failed(status.DEADLINE_EXCEEDED)))).toMatchObject({
    codeName: 'UNAVAILABLE',
    reason: 'DEPENDENCY_UNAVAILABLE',
    facts: { dependency: 'egov.directory.v1.CalendarService' },
  });
  expect(statusOf(failed(status.INVALID_ARGUMENT))).toBeUndefined();
});

test('an unknown caller, an invalid request and aborted work have their codes', () => {
  const codes = [
    new Unauthenticated('TOKEN_EXPIRED'),
    new RequestInvalid([]),
    new DOMException('x', 'AbortError'),
  ].map((error) => statusOf(error)?.code);
  expect(codes).toEqual([status.UNAUTHENTICATED, status.INVALID_ARGUMENT, status.CANCELLED]);
});

test('anything else thrown has no status, and is reported by an id only', () => {
  for (const thrown of [new TypeError('x'), 'text', undefined, null])
    expect(statusOf(thrown)).toBeUndefined();
  const failure = internalStatus();
  expect(seen(failure)).toMatchObject({
    codeName: 'INTERNAL',
    reason: 'INTERNAL',
    facts: { trace_id: failure.errorId },
  });
});
