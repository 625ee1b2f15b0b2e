import { expect, test } from '@jest/globals';
import type { Router } from 'express';
import request from 'supertest';
import { z } from 'zod';
import { createLogger } from '../runtime/logger/logger.ts';
import { CallFailed } from '../runtime/grpc/call-failed.ts';
import { download, seeOther, view } from './answer.ts';
import { fakeLogin } from './fake-login.ts';
import { page, signedIn } from './page.ts';
import { portalApp, type Login, type PortalOptions } from './portal-app.ts';
import { readForm } from './read-form.ts';
import { refusal } from './refusal.ts';

const official = {
  subject: 's1',
  username: 'motcua01',
  name: 'Nguyễn Thị <b>Lan</b>',
  permissions: ['dossier.read'],
  agencies: ['*'],
};
const tokens = { access: 'a', refresh: 'r', id: 'i', expiresAt: 1, sid: 's', subject: 's1' };
const appOf = (more: Partial<PortalOptions> = {}) =>
  portalApp({
    title: 'portal.title',
    texts: [
      {
        'portal.title': { vi: 'Cổng thử', en: 'Test portal' },
        'name.needed': { vi: 'Hãy nhập tên', en: 'Enter the name' },
      },
    ],
    baseUrl: 'http://127.0.0.1',
    sessionSecret: 'test',
    sessionMs: 60_000,
    login: fakeLogin(official),
    formTargets: ['https://login.example'],
    templates: import.meta.dirname,
    navigation: [
      { text: 'portal.title', href: '/seen', permissions: ['dossier.read'] },
      { text: 'portal.title', href: '/unseen', permissions: ['dossier.decide'] },
    ],
    ready: () => true,
    logger: createLogger('test', { level: 'silent' }),
    features: [
      {
        name: 'trial',
        routes: (router) => {
          router.get(
            '/hello',
            page(({ query }) => view('layouts/page.njk', { title: `Chào ${query.name ?? ''}` })),
          );
          router.get('/stored', (visited, response) => {
            visited.session.tokens = tokens;
            response.end();
          });
          router.get(
            '/mine',
            signedIn(({ user }) => download('mine.txt', 'text/plain', user.username)),
          );
          router.get(
            '/outage',
            page(() => {
              throw new Error('internal secret');
            }),
          );
          router.get(
            '/foreign',
            page(() => {
              throw new CallFailed('/egov.x.v1.S/Get', { code: 5, details: 'no' });
            }),
          );
          router.post(
            '/name',
            page((visit) => {
              const read = readForm(z.object({ name: z.string().min(1, 'name.needed') }), visit);
              return read.ok ? seeOther('/hello') : view('layouts/page.njk', { errors: read.errors }, 422);
            }),
          );
          router.post(
            '/refused',
            page((visit) => {
              try {
                throw new CallFailed('/egov.x.v1.S/Do', { code: 9, details: 'no' });
              } catch (error) {
                return view('layouts/page.njk', { errors: refusal(error, visit).errors }, 422);
              }
            }),
          );
        },
      },
    ],
    ...more,
  });

test('a page greets in the chosen language, and a visitor’s input is text', async () => {
  const vietnamese = await request(appOf())
    .get('/hello?name=<script>alert(1)</script>')
    .set('accept-language', 'vi');
  expect(vietnamese.text).toContain('lang="vi"');
  expect(vietnamese.text).toContain('Đăng xuất');
  expect(vietnamese.text).not.toContain('<script>alert');
  expect(vietnamese.text).toContain('Nguyễn Thị &lt;b&gt;Lan&lt;/b&gt;');
  const english = await request(appOf()).get('/hello').set('cookie', 'lang=en').set('accept-language', 'vi');
  expect(english.text).toContain('Log out');
});

test('a choice of language goes back to the page, never to another host', async () => {
  const app = appOf();
  expect((await request(app).get('/language/en?return=/hello')).headers.location).toBe('/hello');
  for (const away of ['//evil.example', '/\\evil.example', 'https://evil.example']) {
    expect((await request(app).get(`/language/en?return=${encodeURIComponent(away)}`)).headers.location).toBe(
      '/',
    );
  }
});

test('no page is cached, framed, or runs a foreign script', async () => {
  const { headers } = await request(appOf()).get('/hello');
  expect(headers['cache-control']).toBe('no-store');
  expect(headers['content-security-policy']).toContain("script-src 'self';");
  expect(headers['content-security-policy']).toContain("form-action 'self' https://login.example");
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(headers).not.toHaveProperty('strict-transport-security');
  expect(
    (await request(appOf({ baseUrl: 'https://portal.example' })).get('/hello')).headers[
      'strict-transport-security'
    ],
  ).toContain('max-age=31536000');
});

test('style and script are compressed and cached for a year', async () => {
  const app = appOf();
  const [, url = ''] =
    /href="(\/assets\/portal-[^"]+\.css)"/u.exec((await request(app).get('/hello')).text) ?? [];
  const { headers, status } = await request(app).get(url).set('accept-encoding', 'br');
  expect([status, headers['content-encoding'], headers['cache-control']]).toEqual([
    200,
    'br',
    'public, max-age=31536000, immutable',
  ]);
  expect((await request(app).get('/assets/portal-000000000000.css')).status).toBe(404);
});

test('a form without the token of the session is refused and nothing is done', async () => {
  const answer = await request(appOf())
    .post('/name')
    .type('form')
    .send({ name: 'x' })
    .set('accept-language', 'vi');
  expect(answer.status).toBe(403);
  expect(answer.text).toContain('Biểu mẫu đã hết hiệu lực');
  expect(
    (
      await request(appOf())
        .post('/name')
        .type('form')
        .send({ name: 'x', _csrf: 'csrf' })
        .set('sec-fetch-site', 'cross-site')
    ).status,
  ).toBe(403);
  expect((await request(appOf()).post('/name').type('form').send({ name: 'x', _csrf: 'csrf' })).status).toBe(
    303,
  );
});

const oddForms: Readonly<Record<string, string>> = {
  'a name of every object': '_csrf=csrf&constructor=1&hasOwnProperty=1&toString=1&__proto__=1',
  'a structure in a name': '_csrf=csrf&name[toString]=1&name[__proto__][x]=1&[]=1',
  'a field twice': '_csrf=csrf&name=1&name=2',
  'nothing in a field but NUL and half a character': '_csrf=csrf&name=&other=%00%ff%c3',
  'a token that is longer in bytes than in characters': `_csrf=${encodeURIComponent('ệệệệ')}`,
  '300 kB': `_csrf=csrf&name=${'x'.repeat(300_000)}`,
  'too many fields': '_csrf=csrf&'.repeat(3_000),
};

test.each(Object.keys(oddForms))('a form with %s is refused with a page, and nothing fails', async (what) => {
  const answer = await request(appOf()).post('/name').type('form').send(oddForms[what]);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(answer.text).toContain('</html>');
});

test('a form in an unknown character set is refused with a page', async () => {
  const answer = await request(appOf())
    .post('/name')
    .set('content-type', 'application/x-www-form-urlencoded; charset=utf-7')
    .send('name=x');
  expect([answer.status, answer.text.includes('<h1')]).toEqual([400, true]);
});

test('a page that is only read stores no session, and its form is still of this browser alone', async () => {
  const login: Login = {
    ...fakeLogin(),
    authenticate: (visited, _response, next) => {
      visited.visitor = { user: official, token: 'token', login: 'login' };
      next();
    },
  };
  const browser = request.agent(appOf({ login }));
  const { headers, text } = await browser.get('/hello');
  expect(String(headers['set-cookie'])).toMatch(/^form=[\w-]{32}; Path=\/; HttpOnly; SameSite=Lax$/u);
  const [, token = ''] = /name="_csrf" value="([^"]+)"/u.exec(text) ?? [];
  const sent = (by: Pick<typeof browser, 'post'>) =>
    by.post('/name').type('form').send({ name: 'x', _csrf: token });
  expect((await sent(browser)).status).toBe(303);
  expect((await sent(request.agent(appOf({ login })))).status).toBe(403);
});

test('a wrong field is named on top of the page', async () => {
  const answer = await request(appOf())
    .post('/name')
    .type('form')
    .send({ name: '', _csrf: 'csrf' })
    .set('accept-language', 'vi');
  expect([answer.status, answer.text.includes('Hãy nhập tên'), answer.text.includes('href="#name"')]).toEqual(
    [422, true, true],
  );
});

test('a refusal without its own text still says what to do', async () => {
  const answer = await request(appOf())
    .post('/refused')
    .type('form')
    .send({ _csrf: 'csrf' })
    .set('accept-language', 'en');
  expect(answer.text).toContain('FAILED_PRECONDITION');
});

test('a failure shows a number for the support desk and nothing internal', async () => {
  const { status, text } = await request(appOf()).get('/outage').set('accept-language', 'en');
  expect(status).toBe(500);
  expect(text).toMatch(/Incident: [\da-f-]{36}/u);
  expect(text).not.toContain('internal secret');
});

test('what a visitor may not see is not found', async () => {
  expect((await request(appOf()).get('/foreign')).status).toBe(404);
  expect((await request(appOf()).get('/nowhere')).status).toBe(404);
});

test('a visitor who is not logged in is sent to the login and comes back', async () => {
  const { headers } = await request(appOf({ login: fakeLogin() })).get('/mine?page=2');
  expect(headers.location).toBe('/auth/login?return=%2Fmine%3Fpage%3D2');
  expect((await request(appOf()).get('/mine')).headers['content-disposition']).toContain('mine.txt');
});

test('the navigation shows only what the visitor may do', async () => {
  const { text } = await request(appOf()).get('/hello');
  expect([text.includes('href="/seen"'), text.includes('href="/unseen"')]).toEqual([true, false]);
});

test('a program that guesses codes is told to wait', async () => {
  const app = appOf();
  for (let guess = 0; guess < 120; guess += 1)
    expect((await request(app).get(`/find?code=${guess}`)).status).toBe(404);
  const { status, text } = await request(app).get('/find?code=120').set('accept-language', 'vi');
  expect([status, text.includes('Quá nhiều yêu cầu')]).toEqual([429, true]);
});

test('the session’s cookie is set where a trusted proxy says that TLS was used, only there', async () => {
  const cookieOf = async (trustedProxies: string): Promise<string> => {
    const answer = await request(appOf({ baseUrl: 'https://canbo.example', trustedProxies }))
      .get('/stored')
      .set('x-forwarded-proto', 'https')
      .set('cookie', 'lang=vi');
    return String(answer.headers['set-cookie'] ?? '');
  };
  expect(await cookieOf('loopback')).toContain('__Host-session=');
  expect(await cookieOf('uniquelocal')).not.toContain('__Host-session=');
});

test.each([
  [1, '192.168.1.7'],
  [2, '203.0.113.9'],
])(
  'with %d proxies, a visitor in a trusted network is known by the address the last of them saw',
  async (trustedHops, seen) => {
    const features = [
      {
        name: 'address',
        routes: (router: Router) => {
          router.get('/address', (visit, response) => {
            response.send(visit.ip);
          });
        },
      },
    ];
    const app = appOf({ features, trustedProxies: 'loopback,uniquelocal', trustedHops });
    const answer = await request(app).get('/address').set('x-forwarded-for', '203.0.113.9, 192.168.1.7');
    expect(answer.text).toBe(seen);
  },
);
