import { expect, test } from '@jest/globals';
import express, { type Express } from 'express';
import session, { MemoryStore } from 'express-session';
import request from 'supertest';
import { createLogger } from '../../runtime/logger/logger.ts';
import { memoryLogins } from '../session/logins.ts';
import { LoginEnded } from './identity-provider.ts';
import { oidcLogin } from './oidc-login.ts';
import type { SessionTokens } from './session-tokens.ts';

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const tokens = (refresh: string, seconds: number): SessionTokens => ({
  access: `${part({ alg: 'none' })}.${part({ sub: 'official-1' })}.`,
  refresh,
  id: '',
  expiresAt: Date.now() + seconds * 1_000,
  sid: 's1',
  subject: 'official-1',
});

/** An identity provider that takes each refresh token once, as the realm does. */
function provider() {
  const used: string[] = [];
  return {
    used,
    refresh: async ({ refresh }: SessionTokens): Promise<SessionTokens> => {
      if (used.includes(refresh)) throw new LoginEnded();
      used.push(refresh);
      await new Promise(setImmediate);
      return tokens(`${refresh}+`, 60);
    },
  };
}

/** A replica of a portal: a login that is about to expire, and a page. */
function replica(store: MemoryStore, refresh: (held: SessionTokens) => Promise<SessionTokens>): Express {
  const login = oidcLogin({
    issuer: 'http://127.0.0.1:1/realms/egov',
    clientId: 'staff-portal',
    clientSecret: 'secret',
    baseUrl: 'http://127.0.0.1',
    sessions: { endOf: async () => 0, logins: memoryLogins() },
    key: Buffer.alloc(32),
    logger: createLogger('test', { level: 'silent' }),
    refresh,
  });
  const app = express();
  app.use(session({ secret: 'test', store, resave: false, saveUninitialized: false }));
  app.get('/begin', (visit, response) => {
    visit.session.tokens = tokens('r', 5);
    response.end();
  });
  app.use(login.authenticate);
  app.get('/page', (visit, response) => {
    response.send(visit.visitor?.user?.subject ?? 'nobody');
  });
  return app;
}

test('many tabs at many replicas renew a login once, and nobody is logged out', async () => {
  const { used, refresh } = provider();
  const store = new MemoryStore();
  const replicas = [replica(store, refresh), replica(store, refresh), replica(store, refresh)] as const;
  const begun = await request(replicas[0]).get('/begin');
  const cookie = String(begun.headers['set-cookie']).split(';')[0] ?? '';
  const pages = await Promise.all(
    Array.from({ length: 24 }, (_, tab) =>
      request(replicas[tab % replicas.length] ?? replicas[0])
        .get('/page')
        .set('cookie', cookie),
    ),
  );
  expect(new Set(pages.map(({ text }) => text))).toEqual(new Set(['official-1']));
  expect(new Set(used).size).toBe(1);
});

test('a login that the provider has ended is ended, once its tokens are used up', async () => {
  const store = new MemoryStore();
  const app = replica(store, () => Promise.reject(new LoginEnded()));
  const begun = await request(app).get('/begin');
  const cookie = String(begun.headers['set-cookie']).split(';')[0] ?? '';
  const page = await request(app).get('/page').set('cookie', cookie);
  expect(page.text).toBe('nobody');
});
