import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';

/** An identity provider in which one person is logged in: every login succeeds without a question. */
export type FakeProvider = Readonly<{
  issuer: string;
  /** What the provider does at the address that the browser is sent to: where the browser comes back to. */
  passed: (authorization: string) => string;
  /** How long the access tokens last that it gives from now on; null makes it refuse to renew. */
  lasting: (seconds: number | null) => void;
  renewals: () => number;
  /** It refuses every code and token from now on. */
  refusing: (status: number, error: string) => void;
  close: () => Promise<void>;
}>;

const CLIENT = 'portal';

export async function fakeProvider(sid: string): Promise<FakeProvider> {
  let seconds: number | null = 60;
  let renewals = 0;
  let nonce: string | undefined;
  let refusal: Readonly<{ status: number; error: string }> | undefined;
  const app = express().use(express.urlencoded());
  const server = createServer(app);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  app.get('/.well-known/openid-configuration', (_request, response) => {
    response.json(endpoints(issuer));
  });
  app.post('/token', (request, response) => {
    const { grant_type: grant } = request.body as { grant_type: string };
    if (grant === 'refresh_token') renewals += 1;
    if (refusal !== undefined) {
      response.status(refusal.status).json({ error: refusal.error });
      return;
    }
    if (grant === 'refresh_token' && seconds === null) {
      response.status(400).json({ error: 'invalid_grant' });
      return;
    }
    const now = Math.floor(Date.now() / 1_000);
    const common = { iss: issuer, sub: 'person-1', iat: now, exp: now + (seconds ?? 60), sid };
    response.json({
      token_type: 'Bearer',
      access_token: unsigned({ ...common, aud: 'egov-api' }),
      refresh_token: `refresh-${renewals}`,
      ...(grant === 'refresh_token' ? {} : { id_token: unsigned({ ...common, aud: CLIENT, nonce }) }),
    });
  });
  return {
    issuer,
    passed: (authorization) => {
      const asked = new URL(authorization).searchParams;
      nonce = asked.get('nonce') ?? undefined;
      const back = new URLSearchParams({ code: 'c', state: asked.get('state') ?? '' });
      return `/auth/callback?${back.toString()}`;
    },
    lasting: (wanted) => {
      seconds = wanted;
    },
    renewals: () => renewals,
    refusing: (status, error) => {
      refusal = { status, error };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const endpoints = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: `${issuer}/token`,
  end_session_endpoint: `${issuer}/logout`,
  jwks_uri: `${issuer}/certs`,
});

/** The portal gets tokens from the provider itself, so it does not verify signatures; services do. */
const unsigned = (claims: object): string =>
  [{ alg: 'RS256', typ: 'JWT' }, claims, {}]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
