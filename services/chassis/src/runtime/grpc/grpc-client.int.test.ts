import { randomUUID } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DomainError } from '../../domain/mod.ts';
import { failureOf, testToken } from '../../testing/grpc-callers.ts';
import { type GrpcClient, grpcClient } from './grpc-client.ts';
import type { GrpcServer } from './grpc-server.ts';
import { type Doing, PersonServiceDefinition, startPeople } from './test-support/people-service.ts';

const personId = randomUUID();
const token = async () => testToken({ permissions: ['person.read', 'person.forget'] });

let server: GrpcServer;
let client: GrpcClient<typeof PersonServiceDefinition>;
let doing: Doing;
let calls: number;

beforeEach(async () => {
  calls = 0;
  doing = () => undefined;
  const count: Doing = (...call) => {
    calls += 1;
    return doing(...call);
  };
  const people = await startPeople({ list: count, forget: count });
  server = people.server;
  client = grpcClient(PersonServiceDefinition, people.url, { token });
});

afterEach(async () => {
  client.close();
  await server.drain();
});

const failing =
  (times: number, failure: DomainError): Doing =>
  () => {
    if (calls <= times) throw failure;
  };
const away = new DomainError('unavailable', 'LOG_UNAVAILABLE', { retryAfterMs: 1 });
const forget = { requestId: randomUUID(), personId, reason: 'asked for' };

test('a command with a request id is repeated while the service is unavailable', async () => {
  doing = failing(2, away);
  expect(await client.forgetPerson(forget)).toEqual({ revision: 7n, position: 42n });
  expect(calls).toBe(3);
});

test('a query is repeated, since that changes nothing', async () => {
  doing = failing(1, away);
  await client.listPersonData({ personId });
  expect(calls).toBe(2);
});

test('it is not repeated forever, nor beyond the deadline', async () => {
  doing = failing(99, away);
  expect(await failureOf(client.forgetPerson(forget))).toMatchObject({
    code: status.UNAVAILABLE,
    reason: 'LOG_UNAVAILABLE',
    retryAfterMs: 1,
  });
  expect(calls).toBe(6);
  calls = 0;
  doing = failing(99, new DomainError('unavailable', 'LOG_UNAVAILABLE', { retryAfterMs: 60_000 }));
  expect((await failureOf(client.forgetPerson(forget))).code).toBe(status.UNAVAILABLE);
  expect(calls).toBe(1);
});

test.each(['conflict', 'exhausted', 'rule', 'missing'] as const)(
  'a call refused as %s is not repeated',
  async (kind) => {
    doing = failing(99, new DomainError(kind, 'SOME_REASON', { revision: 3n }));
    expect(await failureOf(client.forgetPerson(forget))).toMatchObject({
      reason: 'SOME_REASON',
      facts: { revision: '3' },
    });
    expect(calls).toBe(1);
  },
);

test('the correlation is passed on to the next call', async () => {
  const { data } = await client.listPersonData(
    { personId },
    { context: { correlation: 'chain-1', causation: 'event-1' } },
  );
  expect(data[0]?.value).toBe('chain-1');
});

test('a call that is aborted before it is sent fails with the reason', async () => {
  await expect(
    client.forgetPerson(forget, { signal: AbortSignal.abort(new Error('shutting down')) }),
  ).rejects.toThrow('shutting down');
  expect(calls).toBe(0);
});

test('a key that the contract does not know does not compile, whatever it stands in', async () => {
  const misspelt = { ...forget, expectedRevison: 1n };
  // @ts-expect-error -- `expectedRevison` is no key of the request
  await client.forgetPerson(misspelt);
  // @ts-expect-error -- nor is it in what is made on the way
  await client.forgetPerson({ ...misspelt, ...forget });
  expect(calls).toBe(2);
});
