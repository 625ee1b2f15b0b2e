import { get, type IncomingMessage } from 'node:http';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MemoryStore } from 'express-session';
import request from 'supertest';
import { createLogger } from '../../runtime/logger/logger.ts';
import { eventually } from '../../testing/mod.ts';
import { view } from '../answer.ts';
import { serveHttp, type HttpServer } from '../http-server.ts';
import { liveStream, localChanges } from '../live-changes.ts';
import { signedIn } from '../page.ts';
import { portalApp } from '../portal-app.ts';
import { memoryLogins, type Logins } from '../session/logins.ts';
import { oidcLogin } from './oidc-login.ts';
import { fakeProvider, type FakeProvider } from './test-support/fake-provider.ts';

const SID = 'provider-session-1';
let provider: FakeProvider;
let logins: Logins;
let store: MemoryStore;
let server: HttpServer;

beforeEach(async () => {
  provider = await fakeProvider(SID);
  logins = memoryLogins();
  store = new MemoryStore();
  server = await serveHttp(portal(), '127.0.0.1', 0);
});
afterEach(async () => {
  await server.drain();
  await provider.close();
});

function portal() {
  const logger = createLogger('test', { level: 'silent' });
  const changes = localChanges(logins);
  return portalApp({
    title: 'portal.title',
    texts: [{ 'portal.title': { vi: 'Cổng', en: 'Portal' } }],
    baseUrl: 'http://127.0.0.1',
    sessionSecret: 'test',
    sessions: store,
    sessionMs: 60_000,
    login: oidcLogin({
      issuer: provider.issuer,
      clientId: 'portal',
      clientSecret: 'secret',
      baseUrl: 'http://127.0.0.1',
      sessions: {
        logins,
        endOf: async ({ sid = '' }) => {
          await logins.end(sid);
          return 1;
        },
      },
      key: Buffer.alloc(32, 7),
      logger,
    }),
    formTargets: [],
    templates: import.meta.dirname,
    navigation: [],
    ready: () => true,
    logger,
    features: [
      {
        name: 'trial',
        routes: (router) => {
          router.get(
            '/desk',
            signedIn(() => view('layouts/page.njk')),
          );
          router.get('/live/:id', liveStream(changes, { of: () => 'd1', revision: async () => 1n }));
        },
      },
    ],
  });
}

const base = () => `http://127.0.0.1:${server.port}`;
const browser = () => request.agent(base());
type Browser = ReturnType<typeof browser>;

async function begun(by: Browser): Promise<string> {
  const { headers } = await by.get('/auth/login?return=/desk');
  return provider.passed(String(headers.location));
}
const loggedIn = async (by = browser()): Promise<Browser> => {
  await by.get(await begun(by));
  return by;
};
const sessions = (): Promise<number> =>
  new Promise((resolve) => {
    store.all((_error, all) => {
      // The fresh one after a logout has nothing in it; the store of a portal does not keep it.
      resolve(
        Object.values(all ?? {}).filter((one) => Object.keys(one).some((name) => name !== 'cookie')).length,
      );
    });
  });
async function loggedOut(by: Browser): Promise<string> {
  const [, token = ''] = /name="_csrf" value="([^"]+)"/u.exec((await by.get('/desk')).text) ?? [];
  const { headers } = await by.post('/auth/logout').type('form').send({ _csrf: token });
  return String(headers.location);
}

test('whoever has not logged in, or is about to, stores no session', async () => {
  const visitor = browser();
  await visitor.get('/desk');
  const back = await begun(visitor);
  expect(await sessions()).toBe(0);
  expect((await visitor.get(back)).headers.location).toBe('/desk');
  expect([(await visitor.get('/desk')).status, await sessions()]).toEqual([200, 1]);
});

test.each([
  ['a foreign state', 'code=c&state=foreign'],
  ['no state', 'code=c'],
  ['two states', 'code=c&state=a&state=b'],
  ['a state beside another', 'code=c&state=STATE&state=b'],
  ['a login that the person cancelled', 'error=access_denied&state=STATE'],
  ['an error that nobody knows', 'error=whatever&state=STATE'],
  ['no code', 'state=STATE'],
  ['two codes', 'code=a&code=b&state=STATE'],
  ['another issuer', 'code=c&iss=http%3A%2F%2Fevil&state=STATE'],
  ['tokens in the address', 'code=c&id_token=t&state=STATE'],
  ['a wrapped response', 'response=r&state=STATE'],
])('a return from the provider with %s is refused, and one may start again', async (_what, query) => {
  const visitor = browser();
  const state = new URL(await begun(visitor), base()).searchParams.get('state') ?? '';
  const page = await visitor.get(`/auth/callback?${query.replace('STATE', state)}`);
  expect([page.status, page.text]).toEqual([403, expect.stringContaining('href="/auth/login"')]);
  expect(await sessions()).toBe(0);
});

test.each([
  ['takes the code or its proof for wrong', 400, 'invalid_grant', 403],
  ['does not know the portal', 401, 'invalid_client', 503],
  ['does not allow it to the portal', 400, 'unauthorized_client', 503],
  ['fails', 500, 'server_error', 503],
])('when the provider %s, the page says whose fault it is', async (_what, status, error, shown) => {
  const visitor = browser();
  const back = await begun(visitor);
  provider.refusing(status, error);
  expect((await visitor.get(back)).status).toBe(shown);
});

test('a provider that reports its own failure is unavailable', async () => {
  const visitor = browser();
  const state = new URL(await begun(visitor), base()).searchParams.get('state') ?? '';
  expect((await visitor.get(`/auth/callback?error=server_error&state=${state}`)).status).toBe(503);
});

test('a return is good once, and only in the browser that began it', async () => {
  const visitor = browser();
  const back = await begun(visitor);
  expect((await browser().get(back)).status).toBe(403);
  await visitor.get(back);
  expect((await visitor.get(back)).status).toBe(403);
  const forged = await request(base()).get(back).set('cookie', 'login=AAAA');
  expect(forged.status).toBe(403);
});

test('a login that was ended here while the provider still has it is ended there', async () => {
  const official = await loggedIn();
  expect(await loggedOut(official)).toContain('/logout?');
  // The browser did not follow, and logs in again without a question.
  const back = await begun(official);
  expect((await official.get(back)).headers.location).toContain('/logout?');
  expect((await official.get('/desk')).headers.location).toContain('/auth/login');
});

test('tokens are renewed once for all requests of a session', async () => {
  provider.lasting(5);
  const official = await loggedIn();
  provider.lasting(60);
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => official.get('/desk')));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect(provider.renewals()).toBe(1);
});

test('a session that is ended while its tokens are renewed stays ended', async () => {
  provider.lasting(5);
  const official = await loggedIn();
  provider.lasting(60);
  const { get: read } = store;
  let reads = 0;
  store.get = (id, done) => {
    reads += 1;
    // The first reads it for the request, the second before renewing, the third after.
    if (reads === 3) store.destroy(id);
    read.call(store, id, done);
  };
  expect((await official.get('/desk')).headers.location).toContain('/auth/login');
  expect(await sessions()).toBe(0);
});

async function looking(by: Browser) {
  const cookie = by.jar
    .getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false })
    .toValueString();
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${base()}/live/d1`, { headers: { cookie } }, resolve).on('error', reject);
  });
  let isOver = false;
  answer.resume().on('end', () => {
    isOver = true;
  });
  return { status: answer.statusCode, isOver: () => isOver, cookies: answer.headers['set-cookie'] };
}

test('locking the login, or logging out in one tab, ends the streams of the others', async () => {
  const official = await loggedIn();
  const stream = await looking(official);
  expect([stream.status, stream.isOver(), stream.cookies]).toEqual([200, false, undefined]);
  await logins.setLock(SID, { by: 'test' }, 0);
  await eventually(() => stream.isOver());
  expect((await looking(official)).status).toBe(403);
  const { revision } = await logins.get(SID);
  await logins.setLock(SID, undefined, revision);
  const again = await looking(official);
  await loggedOut(official);
  await eventually(() => again.isOver());
});

test('a stream writes no session: one that was ended meanwhile stays ended', async () => {
  const official = await loggedIn();
  const stream = await looking(official);
  store.clear();
  await logins.end(SID);
  await eventually(() => stream.isOver());
  expect(await sessions()).toBe(0);
});

test('one person has a few dozen streams, and leaving one makes room', async () => {
  const official = await loggedIn();
  const streams = await Promise.all(Array.from({ length: 31 }, () => looking(official)));
  expect(streams.map(({ status }) => status).filter((status) => status === 429)).toHaveLength(1);
});
