import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import { eventually, failureOf, pdfOf } from '@egov/chassis/testing';
import {
  openPortals,
  procedureWithCounter,
  type OpenPortals,
  type ProcedureWithCounter,
} from '@egov/local/browser';
import { everyPage, loggedIn } from '../support/every-page.ts';
import { pageSubjects } from '../support/page-subjects.ts';
import { filled, formsOf } from '../support/forms.ts';
import { emptyForms, emptyParametersMisread } from '../support/left-empty.ts';
import { cookieOf, plainBrowser, type Page, type PlainBrowser } from '../support/plain-browser.ts';
import { applicant, personal, secretDossier } from '../support/secret-dossier.ts';
import { parameters, type Subjects } from '../support/portal-pages.ts';
import { zipBomb } from '../support/zip-bomb.ts';

/** An hour from now in the format of a browser, later than everything recorded. */
const soon = (): string => new Date(Date.now() + 7 * 3_600_000 + 3_600_000).toISOString().slice(0, 16);

let folder: string;
let portals: OpenPortals;
let procedure: ProcedureWithCounter;
let dossierId: string;
let code: string;
let stranger: PlainBrowser;
let strangersAgency: string;
let strangersName: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'egov-security-'));
  portals = await openPortals(join(folder, 'data'));
  procedure = await procedureWithCounter(portals);
  ({ dossierId, code } = await secretDossier(portals, procedure));
  const specialist = portals.platform.keycloak.accounts.find(
    ({ roles, agencies: [agency] }) =>
      roles.includes('specialist') && agency !== '*' && agency !== procedure.agencyId,
  );
  if (specialist === undefined)
    throw new Error(
      'Every specialist of the reference province belongs to the agency that owns the procedure.',
    );
  strangersAgency = specialist.agencies[0] ?? '';
  strangersName = specialist.username;
  stranger = await loggedIn(portals, portals.staff, specialist.username);
}, 300_000);

afterAll(async () => {
  await portals.close();
  await rm(folder, { recursive: true, force: true });
});

/** The token of a session's forms, from any page that has one. */
async function csrfOf(browser: PlainBrowser, url: string): Promise<string> {
  return load((await browser.open(url)).html)('input[name="_csrf"]').attr('value') ?? '';
}

const tells = ({ html }: Pick<Page, 'html'>): readonly string[] =>
  [code, dossierId, ...personal].filter((secret) => html.includes(secret));

describe('an official of another agency', () => {
  test.each([
    [
      'lists every tab',
      [
        'to-receive',
        'mine',
        'in-progress',
        'late',
        'nearly-late',
        'waiting-papers',
        'waiting-payment',
        'to-return',
        'all',
      ].map((tab) => `/desk?tab=${tab}`),
    ],
    [
      'searches',
      [
        `/desk?tab=all&text=${encodeURIComponent(applicant.name)}`,
        '/desk?tab=all&text=bui+bi+mat',
        '/desk?tab=all&text=025777123456',
      ],
    ],
    ['exports', ['/desk.csv?tab=all', '/desk.csv?tab=all&text=bui+bi+mat']],
    [
      'opens a past desk',
      [`/desk?tab=all&as_of=${soon()}`, `/desk?tab=in-progress&as_of=${soon()}&text=bui`],
    ],
  ])('%s and finds nothing of it', async (_what, addresses) => {
    for (const address of addresses) {
      const page = await stranger.open(`${portals.staff}${address}`);
      // The search text is in the search field, and nowhere else.
      const shown = load(page.html);
      shown('input, a[href*="text="], form').removeAttr('value').removeAttr('href');
      expect([
        address,
        page.status,
        tells({ html: address.includes('.csv') ? page.html : shown('main').text() }),
      ]).toEqual([address, 200, []]);
    }
  });

  test('searches the exact code: desk and scanner respond as for a code that does not exist', async () => {
    const rows = async (text: string) =>
      load((await stranger.open(`${portals.staff}/desk?tab=all&text=${text}`)).html)('tbody tr').length;
    expect([await rows(code), await rows('H44.03-260101-9999')]).toEqual([0, 0]);
    const [known, unknown] = [
      await stranger.open(`${portals.staff}/find?code=${code}`),
      await stranger.open(`${portals.staff}/find?code=H44.03-260101-9999`),
    ];
    expect(known.status).toBe(unknown.status);
    expect(known.url.includes(dossierId)).toBe(false);
  });

  test('does not see it in any count', async () => {
    const count = async () =>
      load((await stranger.open(`${portals.staff}/desk`)).html)('.portal-tabs')
        .text()
        .replaceAll(/\s+/gu, ' ');
    const before = await count();
    await secretDossier(portals, procedure);
    await eventually(async () =>
      (
        await (
          await loggedIn(portals, portals.staff, procedure.official)
        ).open(`${portals.staff}/desk?tab=all`)
      ).html.includes(code),
    );
    expect(await count()).toBe(before);
  });

  test.each([
    ['the dossier', () => `/dossiers/${dossierId}`],
    ['the dossier as it was', () => `/dossiers/${dossierId}?as_of=${soon()}`],
    ['a page of its timeline', () => `/dossiers/${dossierId}?page=eyJ4IjoxfQ`],
    ['an act', () => `/dossiers/${dossierId}/actions/hand-over`],
    ['a paper', () => `/dossiers/${dossierId}/papers/0`],
    ['its receipt', () => `/counter/receipts/${dossierId}`],
    ['its changes', () => `/dossiers/${dossierId}/live`],
  ])('guesses the address of %s and gets NOT_FOUND', async (_what, address) => {
    const page = await stranger.open(`${portals.staff}${address()}`);
    expect([page.status, tells({ html: page.html.replaceAll(dossierId, '') })]).toEqual([404, []]);
  });

  test('sends forged forms for it, single and for many, and nothing happens', async () => {
    const token = await csrfOf(stranger, `${portals.staff}/desk`);
    const send = async (path: string, fields: Readonly<Record<string, string>>) =>
      fetch(`${portals.staff}${path}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: cookieOf(stranger), 'accept-language': 'vi' },
        body: new URLSearchParams({ _csrf: token, request_id: randomUUID(), ...fields }),
      });
    expect(
      (await send(`/dossiers/${dossierId}/actions/hand-over`, { agency_id: strangersAgency, revision: '1' }))
        .status,
    ).toBe(404);
    const many = await send('/desk/hand-over', { dossiers: dossierId, agency_id: strangersAgency });
    expect([many.status, (await many.text()).includes('Đã ghi')]).toEqual([200, false]);
    const { dossierQueries, close } = portals.clientsOf('demo');
    const { dossier } = await dossierQueries.getDossier({
      dossierId,
    });
    close();
    expect(dossier?.holderAgencyId).not.toBe(strangersAgency);
  });

  test('calls the services directly with the same token, and learns no more', async () => {
    const { dossierQueries, close } = portals.clientsOf({ username: strangersName });
    const past = { asOfRevision: undefined, asOfAt: undefined };
    const filter = {
      states: [],
      agencyId: procedure.agencyId,
      toSign: false,
    };
    const refusals = await Promise.all([
      failureOf(dossierQueries.getDossier({ dossierId, ...past })),
      failureOf(dossierQueries.getDossier({ code, ...past })),
      failureOf(dossierQueries.getDossier({ dossierId, ...past, asOfAt: new Date() })),
      failureOf(dossierQueries.listDossierTimeline({ dossierId })),
      failureOf(dossierQueries.getControlSheet({ dossierId })),
      failureOf(dossierQueries.listDossiers({ filter })),
      failureOf(
        dossierQueries.countDossiers({
          agencyId: procedure.agencyId,
        }),
      ),
    ]);
    close();
    expect(refusals.map(({ codeName }) => codeName)).toEqual(Array.from(refusals, () => 'NOT_FOUND'));
  });
});

test('a citizen can neither read nor change anything of somebody else’s dossier', async () => {
  const citizen = await loggedIn(portals, portals.citizens, 'congdan01');
  for (const path of [
    `/dossiers/${dossierId}`,
    `/dossiers/${dossierId}/pay`,
    `/dossiers/${dossierId}/live`,
    `/applied/${dossierId}`,
  ]) {
    const page = await citizen.open(`${portals.citizens}${path}`);
    expect([path, page.status, tells({ html: page.html.replaceAll(dossierId, '') })]).toEqual([
      path,
      404,
      [],
    ]);
  }
  const token = await csrfOf(citizen, `${portals.citizens}/dossiers`);
  const forms = {
    supply: { papers: 'Đơn' },
    withdraw: { sure: 'yes' },
    messages: { text: 'Chào' },
    rate: { score: '1' },
    'rate-parts': { 'part-step-x': '1' },
    pay: {},
    slip: {},
  };
  for (const [act, fields] of Object.entries(forms)) {
    const answer = await fetch(`${portals.citizens}/dossiers/${dossierId}/${act}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: cookieOf(citizen) },
      body: new URLSearchParams({
        _csrf: token,
        request_id: randomUUID(),
        ...(fields as Record<string, string>),
      }),
    });
    expect([act, answer.status]).toEqual([act, 404]);
  }
  expect((await citizen.open(`${portals.citizens}/dossiers`)).html).not.toContain(dossierId);
});

const script = `"'><script>alert(1)</script><img src=x onerror=alert(2)>`;
/** Returns what became markup; as text it is harmless. */
const came = (html: string): readonly string[] =>
  ['<script>alert', '<img src=x'].filter((part) => html.includes(part));

/** Forms that end the session or lock the screen, whose fields are never shown. */
const leaves = ['/auth/logout', '/lock', '/lock/pin'];

test('a script in any text field of any form is shown as text', async () => {
  const subjects = await theSubjects();
  const found: string[] = [];
  let sent = 0;
  for (const round of ['written', 'read again']) {
    for (const { base, page, browser } of await everyPage(portals, procedure, subjects)) {
      const opened = await browser.open(`${base}${page}`);
      found.push(...came(opened.html).map((part) => `${page}: ${part}`));
      if (round === 'read again') continue;
      for (const form of formsOf(opened).filter(
        ({ to, isFiles, texts }) =>
          !isFiles && texts.length > 0 && !leaves.some((path) => new URL(to).pathname === path),
      )) {
        const answer = await fetch(form.to, {
          method: 'POST',
          headers: { cookie: cookieOf(browser), 'accept-language': 'vi' },
          body: filled(form, script, { phone: '0912345678', id_number: '025888324076', email: '' }),
          redirect: 'manual',
        });
        found.push(...came(await answer.text()).map((part) => `${page} → ${form.to}: ${part}`));
        sent += 1;
      }
    }
  }
  expect(sent).toBeGreaterThan(20);
  expect(found).toEqual([]);
}, 300_000);

test('a script in an address is text on the page that answers', async () => {
  const query = new URLSearchParams(Object.fromEntries(parameters.map((name) => [name, script]))).toString();
  const found: string[] = [];
  for (const { base, page, browser } of await everyPage(portals, procedure, await theSubjects())) {
    const { html, status } = await browser.open(`${base}${page.split('?')[0] ?? ''}?${query}`);
    found.push(
      ...came(html).map((part) => `${page}: ${part}`),
      ...(status === 500 ? [`${page}: answers 500`] : []),
    );
  }
  expect(found).toEqual([]);
}, 300_000);

test('an empty parameter of an address is as an absent one', async () => {
  expect(await emptyParametersMisread(await everyPage(portals, procedure, await theSubjects()))).toEqual([]);
}, 300_000);

test('a form left empty is done, or says what is missing', async () => {
  const pages = await everyPage(portals, procedure, await theSubjects());
  const { misread, sentTo } = await emptyForms(pages, leaves);
  expect(sentTo.size).toBeGreaterThan(20);
  expect(misread).toEqual([]);
}, 300_000);

test('no form is accepted without the token of its session, or with somebody else’s', async () => {
  const taken: string[] = [];
  const foreign = await csrfOf(
    await loggedIn(portals, portals.staff, procedure.official),
    `${portals.staff}/desk`,
  );
  for (const { base, page, browser } of await everyPage(portals, procedure, await theSubjects())) {
    for (const { to } of formsOf(await browser.open(`${base}${page}`))) {
      for (const token of ['', foreign]) {
        const answer = await fetch(to.split('?')[0] ?? to, {
          method: 'POST',
          redirect: 'manual',
          headers: { cookie: cookieOf(browser) },
          body: new URLSearchParams({ _csrf: token }),
        });
        if (answer.status !== 403) taken.push(`${to} answers ${answer.status}`);
      }
    }
  }
  expect([...new Set(taken)]).toEqual([]);
}, 300_000);

test('a login begins a session, and one known before it is invalid after it', async () => {
  const browser = plainBrowser();
  await browser.open(`${portals.staff}/auth/login?return=/desk`);
  expect(browser.cookies().has('session')).toBe(false);
  await browser.submit(
    await browser.open(`${portals.staff}/desk`),
    'login-actions/authenticate',
    portals.account(strangersName),
  );
  const before = browser.cookies().get('session');
  await browser.open(`${portals.staff}/auth/login?return=/desk`);
  expect([before === undefined, browser.cookies().get('session') === before]).toEqual([false, false]);
  const fixed = await fetch(`${portals.staff}/desk`, {
    redirect: 'manual',
    headers: { cookie: `session=${before ?? ''}` },
  });
  expect(fixed.headers.get('location')).toContain('/auth/login');
});

test('a forged Host header does not change the addresses of the login', async () => {
  const answer = await fetch(`${portals.staff}/auth/login?return=//evil.example`, {
    redirect: 'manual',
    headers: { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' },
  });
  expect(new URL(answer.headers.get('location') ?? '').searchParams.get('redirect_uri')).toBe(
    `${portals.staff}/auth/callback`,
  );
});

test('the login refuses a missing code challenge, and an address that is not the portal’s', async () => {
  const { issuer } = portals.platform.keycloak;
  const usual = { client_id: 'staff-portal', response_type: 'code', scope: 'openid', state: 'x' };
  const ask = (parameters: Record<string, string>) =>
    fetch(
      `${issuer}/protocol/openid-connect/auth?${new URLSearchParams({ ...usual, ...parameters }).toString()}`,
      { redirect: 'manual' },
    );
  const withoutChallenge = await ask({ redirect_uri: `${portals.staff}/auth/callback` });
  expect(withoutChallenge.headers.get('location')).toContain('error=invalid_request');
  expect((await ask({ redirect_uri: 'http://evil.example/auth/callback' })).status).toBe(400);
});

test('guessing codes or secrets is stopped by the limit', async () => {
  for (const [path, field] of [
    ['/follow', 'secret'],
    ['/check', 'document'],
  ] as const) {
    const guesser = plainBrowser();
    const form = await guesser.open(`${portals.citizens}${path}`);
    let status = 0;
    let tries = 0;
    for (; tries < 40 && status !== 429; tries += 1)
      ({ status } = await guesser.submit(form, path, {
        code: `H44.03-261123-${String(tries).padStart(4, '0')}`,
        [field]: 'AAAA-BBBB-CCCC',
      }));
    expect([path, status]).toEqual([path, 429]);
  }
});

test('an upload is only a file: no path, no program, no zip bomb, never displayed inline', async () => {
  const citizen = await loggedIn(portals, portals.citizens, 'congdan01');
  const page = await citizen.open(`${portals.citizens}/apply/${procedure.procedureId}/papers`);
  const form = formsOf(page).find(({ isFiles }) => isFiles);
  const field = load(page.html)('input[type="file"]').attr('name') ?? '';
  const send = async (name: string, type: string, content: Uint8Array<ArrayBuffer>) => {
    const body = new FormData();
    body.append(field, new Blob([content], { type }), name);
    return fetch(form?.to ?? '', {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { cookie: cookieOf(citizen), 'accept-language': 'vi' },
    });
  };
  const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  for (const [name, type, content] of [
    ['to-khai.pdf', 'application/pdf', Buffer.from('MZ a program')],
    ['../../../../etc/cron.d/x.sh', 'application/pdf', Buffer.from('#!/bin/sh')],
    ['a.docx', docx, zipBomb()],
    ['To khai cu tru.hta', 'application/pdf', Buffer.from('%PDF-1.4\n<html><HTA:APPLICATION><script>')],
    ['kịch bản.pdf', 'application/pdf', pdfOf({ catalogue: '/OpenAction << /S /JavaScript /JS (a) >>' })],
    ['anh.jpg', 'image/jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...Buffer.from('<html><script>')])],
  ] as const) {
    const answer = await send(name, type, Uint8Array.from(content));
    expect([name, answer.status]).toEqual([name, 422]);
  }
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  );
  expect((await send('../../../../etc/passwd.png', 'image/png', Uint8Array.from(png))).status).toBe(303);
  const kept = await citizen.open(`${portals.citizens}/apply/${procedure.procedureId}/papers`);
  expect([kept.text.includes('passwd.png'), kept.text.includes('../')]).toEqual([true, false]);
});

test('error pages and logs contain no secret, no token and nothing personal', async () => {
  const browser = await loggedIn(portals, portals.staff, procedure.official);
  const wrong = [
    '/no/such/page',
    '/dossiers/%00',
    '/dossiers/x',
    `/desk?page=${'a'.repeat(3_000)}`,
    '/auth/callback?code=x&state=y',
    '/assets/../../package.json',
    '/desk?tab=__proto__',
  ];
  const pages = await Promise.all(
    wrong.flatMap((path) => [
      browser.open(`${portals.staff}${path}`),
      plainBrowser().open(`${portals.citizens}${path}`),
    ]),
  );
  const { secrets } = portals.platform.keycloak;
  const session = [...browser.cookies()]
    .filter(([name]) => name.includes('session'))
    .map(([, value]) => value);
  const never = [
    secrets.accountPassword,
    secrets.adminPassword,
    ...Object.values(secrets.clientSecrets),
    ...session,
    ...personal,
  ];
  const insides = [/\bat .+\.ts:\d+/u, /node_modules/u, /"stack"/u, /eyJ[\w-]{10,}\.[\w-]{10,}/u];
  for (const { url, html, status } of pages) {
    expect([
      url,
      status === 500,
      insides.filter((inside) => inside.test(html)),
      never.filter((secret) => html.includes(secret) && !personal.includes(secret)),
    ]).toEqual([url, false, [], []]);
  }
  const logs = join(folder, 'data', 'logs');
  for (const file of (await readdir(logs)).filter((name) => !name.startsWith('keycloak'))) {
    const text = await readFile(join(logs, file), 'utf8');
    expect([
      file,
      never.filter((secret) => text.includes(secret)),
      /eyJ[\w-]{10,}\.[\w-]{10,}/u.test(text),
    ]).toEqual([file, [], false]);
  }
});

let made: Promise<Subjects> | undefined;
const theSubjects = (): Promise<Subjects> => (made ??= pageSubjects(portals, procedure));
