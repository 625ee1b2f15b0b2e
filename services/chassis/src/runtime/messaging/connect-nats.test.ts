import { expect, test } from '@jest/globals';
import { brokerAt } from './connect-nats.ts';

test('an address without an account is used as it is', () => {
  expect(brokerAt('nats://127.0.0.1:4222')).toEqual({ servers: '127.0.0.1:4222', tls: null });
});

test('an account in the address is decoded, and gets its own inbox', () => {
  expect(brokerAt('nats://procedures:p%40ss%2Fword@nats:4222')).toEqual({
    servers: 'nats:4222',
    tls: null,
    user: 'procedures',
    pass: 'p@ss/word',
    inboxPrefix: '_INBOX_procedures',
  });
});
