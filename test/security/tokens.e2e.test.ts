import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { grpcClient, type ServiceDefinition } from '@egov/chassis/grpc';
import { failureOf, testIssuer, type TestIssuer } from '@egov/chassis/testing';
import { governor, startPlatform, type Platform } from '../support/platform.ts';
import { services, type ServiceName } from '../support/services.ts';

let platform: Platform;
let stranger: TestIssuer;
beforeAll(async () => {
  platform = await startPlatform();
  stranger = await testIssuer();
});
afterAll(async () => {
  await stranger.close();
  await platform.close();
});

const every = Object.entries(services).flatMap(([service, definitions]) =>
  Object.entries<ServiceDefinition>(definitions).map(([name, definition]) => ({
    service: service as ServiceName,
    name,
    definition,
  })),
);

const tokens: readonly (readonly [what: string, token: () => Promise<string> | undefined, reason: string])[] =
  [
    ['no token', () => undefined, 'TOKEN_MISSING'],
    ['a text that is not a token', async () => 'governor', 'TOKEN_INVALID'],
    [
      'an expired token',
      () => platform.issuer.token({ ...governor, expiresInSeconds: -60 }),
      'TOKEN_EXPIRED',
    ],
    [
      'a token for somebody else',
      () => platform.issuer.token({ ...governor, audience: 'account' }),
      'TOKEN_INVALID',
    ],
    [
      'a token of a client that is not the platform’s',
      () => platform.issuer.token({ ...governor, client: 'rogue' }),
      'TOKEN_INVALID',
    ],
    ['an ID token', () => platform.issuer.token({ ...governor, type: 'ID' }), 'TOKEN_INVALID'],
    [
      'a token that names another issuer',
      () => platform.issuer.token({ ...governor, issuer: 'https://stranger.example' }),
      'TOKEN_INVALID',
    ],
    [
      'a token signed by a stranger',
      () => stranger.token({ ...governor, issuer: platform.issuer.issuer }),
      'TOKEN_INVALID',
    ],
    ['an unsigned token', async () => unsigned(await platform.issuer.token(governor)), 'TOKEN_INVALID'],
    ['a token with a right added', async () => widened(await platform.issuer.token()), 'TOKEN_INVALID'],
  ];

describe.each(every)('$service $name', ({ service, definition }) => {
  test.each(tokens)('refuses %s', async (_what, tokenOf, reason) => {
    const token = await tokenOf();
    const client = grpcClient(definition, platform.services[service].now().address, {
      retries: 0,
      ...(token === undefined ? {} : { token: async () => token }),
    });
    const refusals = await Promise.all(
      Object.keys(definition.methods).map(async (method) => {
        const call = client[method];
        if (call === undefined) throw new TypeError(`${method} is not in the client`);
        const refusal = await failureOf(call({}));
        return { method, code: refusal.codeName, reason: refusal.reason };
      }),
    );
    client.close();
    expect(refusals).toEqual(
      Object.keys(definition.methods).map((method) => ({ method, code: 'UNAUTHENTICATED', reason })),
    );
  });

  test('does nothing for a caller without rights', async () => {
    const token = await platform.issuer.token({ agencies: ['*'] });
    const client = grpcClient(definition, platform.services[service].now().address, {
      retries: 0,
      token: async () => token,
    });
    const codes = await Promise.all(
      Object.keys(definition.methods).map(async (method) => {
        const refusal = await failureOf(client[method]?.({}) ?? Promise.resolve());
        return { method, code: refusal.codeName };
      }),
    );
    client.close();
    expect(
      codes.filter(({ code }) => !['PERMISSION_DENIED', 'NOT_FOUND', 'INVALID_ARGUMENT'].includes(code)),
    ).toEqual([]);
  });
});

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const unsigned = (token: string): string =>
  `${part({ alg: 'none', typ: 'JWT' })}.${token.split('.')[1] ?? ''}.`;

function widened(token: string): string {
  const [header = '', claims = '', signature = ''] = token.split('.');
  const said = JSON.parse(Buffer.from(claims, 'base64url').toString()) as object;
  const access = { 'egov-api': { roles: governor.permissions } };
  return `${header}.${part({ ...said, agencies: ['*'], resource_access: access })}.${signature}`;
}
