import { status } from '@grpc/grpc-js';
import { expect, test } from '@jest/globals';
import { DomainError, invalid, refuse } from '../../domain/refusal.ts';
import { CallFailed } from '../grpc/call-failed.ts';
import { failureKind, failureReason } from './failure-kind.ts';

const called = (code: status) =>
  new CallFailed('/egov.directory.v1.DirectoryService/GetAgency', { code, details: '' });

test.each([
  [new DomainError('unavailable', 'EVENT_LOG_UNAVAILABLE'), 'passing'],
  [new DomainError('conflict', 'CONCURRENT_CHANGE'), 'passing'],
  [refuse('LOAN_CLOSED'), 'poison'],
  [invalid('NAME_EMPTY', { field: 'name' }), 'poison'],
  [called(status.UNAVAILABLE), 'passing'],
  [called(status.NOT_FOUND), 'poison'],
  [called(status.INTERNAL), 'unknown'],
  [called(status.PERMISSION_DENIED), 'unknown'],
  [new TypeError('x'), 'unknown'],
  ['thrown text', 'unknown'],
])('%s is %s', (error, kind) => {
  expect(failureKind(error)).toBe(kind);
});

test('a reason never quotes the text of an unforeseen error', () => {
  expect(failureReason(new TypeError('about Nguyễn Văn A'))).toBe('TypeError');
  expect(failureReason(refuse('LOAN_CLOSED'))).toBe('LOAN_CLOSED');
});
