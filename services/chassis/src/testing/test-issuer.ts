import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

/** The subject and rights of a test token. */
export type TestCaller = Readonly<{
  subject?: string;
  permissions?: readonly string[];
  agencies?: readonly string[];
  service?: boolean;
  audience?: string;
  issuer?: string;
  /** The client that the token was issued to; the staff portal when absent. */
  client?: string;
  /** `Bearer`, as of every access token, when absent. */
  type?: string;
  expiresInSeconds?: number;
}>;

/** A local issuer of tokens that are signed and shaped like the platform's. */
export type TestIssuer = Readonly<{
  issuer: string;
  jwksUrl: string;
  audience: string;
  token: (caller?: TestCaller) => Promise<string>;
  /** Signs with a new key from now on; the old one is no longer published. */
  rotate: () => Promise<void>;
  /** Stops responding, until `up`. */
  down: () => Promise<void>;
  up: () => Promise<void>;
  /** How often the keys were fetched. */
  keyRequests: () => number;
  close: () => Promise<void>;
}>;

type SigningKey = Readonly<{ kid: string; privateKey: CryptoKey; jwk: JWK }>;

const AUDIENCE = 'egov-api';
const CLIENT = 'test-service';

/**
 * Starts a local issuer; its token endpoint accepts any client whose secret is `secret`, and grants it these
 * permissions in the whole province.
 */
export async function testIssuer({
  servicePermissions = ['agency.read', 'calendar.read'],
}: { servicePermissions?: readonly string[] } = {}): Promise<TestIssuer> {
  let keys = 0;
  let keyRequests = 0;
  let signing = await newKey(keys);
  const token = async (caller: TestCaller = {}): Promise<string> => sign(signing, { issuer, ...caller });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        response.setHeader('content-type', 'application/json');
        if (request.url === '/certs') {
          keyRequests += 1;
          response.end(JSON.stringify({ keys: [signing.jwk] }));
          return;
        }
        const form = new URLSearchParams(Buffer.concat(chunks).toString());
        if (form.get('client_secret') !== 'secret') {
          response.writeHead(401).end('{}');
          return;
        }
        void token({
          subject: form.get('client_id') ?? CLIENT,
          service: true,
          agencies: ['*'],
          permissions: servicePermissions,
        }).then((accessToken) =>
          response.end(JSON.stringify({ access_token: accessToken, expires_in: 300 })),
        );
      });
  });
  const port = await listen(server, 0);
  const issuer = `http://127.0.0.1:${port}`;
  return {
    issuer,
    jwksUrl: `${issuer}/certs`,
    audience: AUDIENCE,
    token,
    rotate: async () => {
      signing = await newKey((keys += 1));
    },
    down: () => stop(server),
    up: async () => void (await listen(server, port)),
    keyRequests: () => keyRequests,
    close: async () => {
      if (server.listening) await stop(server);
    },
  };
}

async function newKey(number: number): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const kid = `test-${number}`;
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } };
}

function sign({ kid, privateKey }: SigningKey, caller: TestCaller & { issuer: string }): Promise<string> {
  const subject = caller.subject ?? 'official-1';
  return new SignJWT({
    typ: caller.type ?? 'Bearer',
    azp: caller.client ?? 'staff-portal',
    resource_access: { [AUDIENCE]: { roles: caller.permissions ?? [] } },
    agencies: caller.agencies ?? [],
    preferred_username: caller.service === true ? `service-account-${subject}` : subject,
  })
    .setProtectedHeader({ alg: 'ES256', kid })
    .setIssuer(caller.issuer)
    .setAudience(caller.audience ?? AUDIENCE)
    .setSubject(subject)
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1_000) + (caller.expiresInSeconds ?? 300))
    .sign(privateKey);
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function stop(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}
