import { randomUUID } from 'node:crypto';
import { Client, credentials, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../../testing/eventually.ts';
import { callersFor, failureOf, testToken } from '../../testing/grpc-callers.ts';
import type { GrpcServer } from './grpc-server.ts';
import { HealthService, READINESS } from './health.ts';
import { type Doing, PersonServiceDefinition, startPeople } from './test-support/people-service.ts';

const personId = randomUUID();
const caller = { subject: 'clerk', permissions: ['person.read', 'person.forget'] };

let server: GrpcServer;
let now: number;
let url: string;
let callers: ReturnType<typeof callersFor<typeof PersonServiceDefinition>>;
let listing: Doing = () => undefined;
let forgetting: Doing = () => undefined;

beforeEach(async () => {
  listing = () => undefined;
  forgetting = () => undefined;
  now = 0;
  ({ server, url } = await startPeople(
    { list: (...call) => listing(...call), forget: (...call) => forgetting(...call) },
    { limits: { maxInFlight: 2, ratePerCaller: 100 }, limitsNow: () => now },
  ));
  callers = callersFor(PersonServiceDefinition, url);
});

afterEach(async () => {
  callers.close();
  await server.drain();
});

const forget = (changes: object = {}) => ({
  requestId: randomUUID(),
  personId,
  reason: 'asked for',
  ...changes,
});

describe('who calls', () => {
  test('a permitted caller is answered', async () => {
    expect(await callers.as(caller).forgetPerson(forget())).toEqual({ revision: 7n, position: 42n });
  });

  test('a caller without a token is unauthenticated', async () => {
    expect(await failureOf(callers.anonymous().forgetPerson(forget()))).toMatchObject({
      code: status.UNAUTHENTICATED,
      reason: 'TOKEN_MISSING',
    });
  });

  test('a caller without the permission is forbidden, and the missing one is named', async () => {
    expect(await failureOf(callers.as({ permissions: [] }).forgetPerson(forget()))).toMatchObject({
      code: status.PERMISSION_DENIED,
      reason: 'PERMISSION_MISSING',
      facts: { permission: 'person.forget' },
    });
  });

  test('what belongs to a foreign agency does not exist', async () => {
    listing = (_, { principal }) => principal.require('person.read', 'agency-1');
    expect(
      await failureOf(callers.as({ ...caller, agencies: ['agency-2'] }).listPersonData({ personId })),
    ).toMatchObject({ code: status.NOT_FOUND, reason: 'NOT_FOUND' });
  });

  test('a header besides the token gives no right', async () => {
    const metadata = new Metadata();
    for (const name of ['x-user', 'x-permissions', 'x-forwarded-user']) metadata.set(name, 'person.forget');
    const failure = await rawCall('ForgetPerson', Buffer.alloc(0), metadata);
    expect(failure).toMatchObject({ code: status.UNAUTHENTICATED });
  });
});

describe('what is asked', () => {
  test('a command without a request id is refused with the field', async () => {
    expect(await failureOf(callers.as(caller).forgetPerson(forget({ requestId: '' })))).toMatchObject({
      code: status.INVALID_ARGUMENT,
      violations: [{ field: 'request_id', description: 'must be a UUID' }],
    });
  });

  test('every field that is wrong is named as the contract writes it', async () => {
    const failure = await failureOf(callers.as(caller).forgetPerson(forget({ personId: 'x', reason: ' ' })));
    expect(failure).toMatchObject({ code: status.INVALID_ARGUMENT, reason: 'INVALID_REQUEST' });
    expect(failure.violations.map(({ field }) => field)).toEqual(['person_id', 'reason']);
  });

  test('bytes that are not a message, and text that is not UTF-8, are an invalid argument', async () => {
    const metadata = new Metadata();
    metadata.set('authorization', `Bearer ${testToken(caller)}`);
    for (const bytes of [[0xff], [0x0a, 0x05, 0x61], [0x0a, 0x02, 0xc3, 0x28], [0x0b, 0x0b], [0x08]]) {
      expect(await rawCall('ForgetPerson', Buffer.from(bytes), metadata)).toMatchObject({
        code: status.INVALID_ARGUMENT,
      });
    }
  });

  test('a request larger than the server accepts is refused as too large', async () => {
    const failure = await failureOf(
      callers.as(caller).forgetPerson(forget({ reason: 'a'.repeat(5 * 1024 * 1024) })),
    );
    expect(failure.code).toBe(status.RESOURCE_EXHAUSTED);
  });
});

describe('how a call ends', () => {
  test('a broken rule carries its reason and facts', async () => {
    expect(await failureOf(callers.as(caller).forgetPerson(forget({ reason: 'because' })))).toMatchObject({
      code: status.FAILED_PRECONDITION,
      reason: 'REASON_NEEDED',
      facts: { given: '7' },
    });
  });

  test('an unforeseen failure reveals nothing but an id', async () => {
    forgetting = () => {
      throw new Error('secret of the house');
    };
    const failure = await failureOf(callers.as(caller).forgetPerson(forget()));
    expect(failure).toMatchObject({
      code: status.INTERNAL,
      reason: 'INTERNAL',
      facts: { trace_id: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown },
    });
    expect(failure.message).not.toContain('secret');
  });

  test('cancelling a call aborts its work', async () => {
    const aborted = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    listing = async (_, { signal }) => {
      signal.addEventListener('abort', () => aborted.resolve());
      begun.resolve();
      await aborted.promise;
    };
    const hangUp = new AbortController();
    const call = failureOf(callers.as(caller).listPersonData({ personId }, { signal: hangUp.signal }));
    await begun.promise;
    hangUp.abort();
    expect((await call).code).toBe(status.CANCELLED);
    await aborted.promise;
  });

  test('a call whose deadline passes fails so, and its work is aborted', async () => {
    const aborted = Promise.withResolvers<void>();
    let begun = false;
    listing = async (_, { signal }) => {
      begun = true;
      signal.addEventListener('abort', () => aborted.resolve());
      await aborted.promise;
    };
    // A deadline may pass before the call arrives: then it is made again with more time.
    for (let deadlineMs = 50; !begun; deadlineMs *= 2)
      expect((await failureOf(callers.as(caller).listPersonData({ personId }, { deadlineMs }))).code).toBe(
        status.DEADLINE_EXCEEDED,
      );
    await aborted.promise;
  });
});

describe('limits', () => {
  test('calls beyond the limit are rejected with the time to retry after', async () => {
    const gate = Promise.withResolvers<void>();
    listing = () => gate.promise;
    const client = callers.as(caller);
    const ask = () => client.listPersonData({ personId });
    const taken = [ask(), ask()];
    await eventually(() => server.inFlight() === 2);
    expect(await failureOf(ask())).toMatchObject({
      code: status.RESOURCE_EXHAUSTED,
      reason: 'TOO_MANY_CALLS',
      retryAfterMs: 500,
    });
    gate.resolve();
    await Promise.all(taken);
    await eventually(() => server.inFlight() === 0);
    await ask();
  });

  test('one caller who calls too often is slowed down, the others are not', async () => {
    const as = (subject: string) => callers.as({ ...caller, subject });
    const hasty = as('hasty');
    for (let n = 0; n < 100; n += 1) await hasty.listPersonData({ personId });
    expect(await failureOf(hasty.listPersonData({ personId }))).toMatchObject({
      code: status.RESOURCE_EXHAUSTED,
      reason: 'TOO_MANY_CALLS_OF_CALLER',
      retryAfterMs: 10,
    });
    await as('patient').listPersonData({ personId });
    now += 10;
    await hasty.listPersonData({ personId });
  });
});

describe('health', () => {
  const check = (name: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const { path, requestSerialize, responseDeserialize } = HealthService.check;
      const client = new Client(url.replace('grpc://', ''), credentials.createInsecure());
      client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        { service: name },
        (error: ServiceError | null, state?: number) => {
          client.close();
          if (error === null) resolve(state ?? 0);
          else reject(error);
        },
      );
    });

  test('a server is alive at once, and ready when declared so', async () => {
    expect([await check(''), await check(READINESS)]).toEqual([1, 2]);
    server.setReady(true);
    expect(await check(READINESS)).toBe(1);
    await expect(check('nobody')).rejects.toMatchObject({ code: status.NOT_FOUND });
  });

  test('draining lets the call in flight finish and accepts no other', async () => {
    const begun = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    forgetting = () => {
      begun.resolve();
      return gate.promise;
    };
    const call = callers.as(caller).forgetPerson(forget());
    await begun.promise;
    const drained = server.drain();
    expect((await failureOf(callers.as(caller).forgetPerson(forget(), { deadlineMs: 500 }))).code).not.toBe(
      status.OK,
    );
    gate.resolve();
    expect(await call).toEqual({ revision: 7n, position: 42n });
    await drained;
  });
});

function rawCall(method: string, bytes: Buffer, metadata: Metadata): Promise<ServiceError> {
  const client = new Client(url.replace('grpc://', ''), credentials.createInsecure());
  const asIs = (value: Buffer): Buffer => value;
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(
      `/egov.person.v1.PersonService/${method}`,
      asIs,
      asIs,
      bytes,
      metadata,
      (error: ServiceError | null) => {
        client.close();
        if (error === null) reject(new Error('the call succeeded'));
        else resolve(error);
      },
    );
  });
}
