import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@egov/chassis/testing';
import type { Platform } from '@egov/local';
import {
  openPortals,
  procedureWithCounter,
  type OpenPortals,
  type ProcedureWithCounter,
} from '@egov/local/browser';
import { everyPage } from '../support/every-page.ts';
import { pageSubjects } from '../support/page-subjects.ts';
import { pageWeights } from '../support/page-weights.ts';
import { plainBrowser, type Page, type PlainBrowser } from '../support/plain-browser.ts';

let folder: string;
let portals: OpenPortals;
let platform: Platform;
let staff: string;
let citizens: string;
let procedure: ProcedureWithCounter;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'egov-portals-'));
  portals = await openPortals(join(folder, 'data'));
  ({ platform, staff, citizens } = portals);
  procedure = await procedureWithCounter(portals);
}, 300_000);

afterAll(async () => {
  await portals.close();
  await rm(folder, { recursive: true, force: true });
});

/** Logs in where the page requires it, with Keycloak's own form. */
async function logIn(browser: PlainBrowser, url: string, username: string): Promise<Page> {
  const form = await browser.open(url);
  return browser.submit(form, 'login-actions/authenticate', {
    username,
    password: platform.keycloak.secrets.accountPassword,
  });
}

const subjectOf = (account: string): string =>
  platform.keycloak.accounts.find(({ username }) => username === account)?.subject ?? '';

/** Calls the admin API; returns the status. */
async function atKeycloak(method: string, path: string, body?: object): Promise<number> {
  const { issuer, adminToken } = platform.keycloak;
  return (
    await fetch(`${issuer.replace('/realms/egov', '')}/admin/realms/egov${path}`, {
      method,
      headers: { authorization: `Bearer ${await adminToken()}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  ).status;
}

/** The papers that the procedure requires. */
async function papersWanted(): Promise<readonly string[]> {
  const { catalogue, close } = portals.clientsOf('demo');
  const { versions } = await catalogue.listProcedureVersions({
    procedureId: procedure.procedureId,
  });
  close();
  return (versions.at(-1)?.terms?.papers ?? []).map(({ paperId }) => paperId);
}

test('a citizen applies, the counter accepts, and the citizen sees when it is due and why', async () => {
  const { procedureId, official } = procedure;
  const citizen = plainBrowser();
  const before = (await citizen.open(`${citizens}/procedures/${procedureId}`)).text;
  expect(before).toContain('Nộp hồ sơ trực tuyến');
  expect(before).toContain('Đăng nhập');

  const form = await logIn(citizen, `${citizens}/apply/${procedureId}`, 'congdan01');
  expect(form.url).toBe(`${citizens}/apply/${procedureId}`);
  const papers = await papersWanted();
  const check = await citizen.submit(form, '/apply/', {
    name: 'Trần Thị Bình',
    phone: '0912345678',
    summary: 'Xin <script>giải quyết</script>',
    papers,
    agreed: 'yes',
  });
  expect(check.text).toContain('Kiểm tra trước khi nộp');
  const slip = await citizen.submit(check, '/apply/', { step: 'submit' });
  expect(slip.text).toContain('Đã nộp hồ sơ');
  const twice = await citizen.submit(check, '/apply/', { step: 'submit' });
  expect(twice.url).toBe(slip.url);
  const dossierId = slip.url.split('/').at(-1) ?? '';

  const counter = plainBrowser();
  const desk = await logIn(counter, `${staff}/desk?tab=to-receive`, official);
  expect(desk.status).toBe(200);
  await eventually(async () => (await counter.open(`${staff}/desk?tab=to-receive`)).html.includes(dossierId));
  const accept = await counter.open(`${staff}/dossiers/${dossierId}/actions/accept`);
  const accepted = await counter.submit(accept, '/actions/accept');
  expect(accepted.url).toContain(`${staff}/dossiers/${dossierId}?done=accept`);
  expect(accepted.text).toContain('Được tiếp nhận');
  expect(accepted.html).not.toContain('<script>giải');

  const followed = await citizen.open(`${citizens}/dossiers/${dossierId}`);
  expect(followed.text).toContain('Được tiếp nhận');
  expect(followed.text).toMatch(/Hẹn trả .+ kể từ/u);

  const [secret = ''] =
    /[\dA-Z]{4}(-[\dA-Z]{4}){2}/u.exec(slip.text.slice(slip.text.indexOf('Mã tra cứu'))) ?? [];
  const neighbour = plainBrowser();
  const code = /[\dH.]+-\d{6}-\d{4}/u.exec(accepted.text)?.[0] ?? '';
  const seen = await neighbour.submit(await neighbour.open(`${citizens}/follow?code=${code}`), '/follow', {
    code,
    secret,
  });
  expect([
    seen.status,
    seen.text.includes('Được tiếp nhận'),
    seen.text.includes('Trần Thị Bình'),
    seen.text.includes('giải quyết</script>'),
  ]).toEqual([200, true, false, false]);
  expect(
    (
      await neighbour.submit(await neighbour.open(`${citizens}/follow?code=${code}`), '/follow', {
        code,
        secret: 'AAAA-BBBB-CCCC',
      })
    ).status,
  ).toBe(422);
});

test('a requested fee is paid at the payment platform, and the dossier continues by itself', async () => {
  const { procedureId } = procedure;
  const { intake, pauses, solving, close } = portals.clientsOf('demo');
  const citizen = plainBrowser();
  const check = await citizen.submit(
    await logIn(citizen, `${citizens}/apply/${procedureId}`, 'congdan01'),
    '/apply/',
    {
      name: 'Trần Thị Bình',
      phone: '0912345678',
      agreed: 'yes',
      papers: await papersWanted(),
    },
  );
  const dossierId = (await citizen.submit(check, '/apply/', { step: 'submit' })).url.split('/').at(-1) ?? '';
  const act = () => ({
    requestId: randomUUID(),
    dossierId,
    expectedRevision: undefined,
    occurredAt: undefined,
  });
  const { state: accepted } = await intake.acceptDossier(act());
  expect(accepted).toBe(2);
  await solving.handOverDossier({
    ...act(),
    agencyId: procedure.agencyId,
  });
  await pauses.requestPayment({
    ...act(),
    amount: 150_000n,
    description: 'Lệ phí cấp giấy',
  });
  close();

  expect((await citizen.open(`${citizens}/dossiers/${dossierId}`)).text).toContain('Nộp phí, lệ phí');
  const pay = await citizen.open(`${citizens}/dossiers/${dossierId}/pay`);
  expect(pay.text).toContain('150.000');
  const order = await citizen.submit(pay, '/pay');
  expect(order.text).toContain('Thanh toán (mô phỏng)');
  const back = await citizen.submit(order, '/pay/', { choice: 'pay' });
  expect(back.url).toBe(`${citizens}/dossiers/${dossierId}`);
  expect([back.text.includes('Đang xử lý'), back.text.includes('Nộp phí, lệ phí')]).toEqual([true, false]);
});

test('an official who acts on a changed dossier is shown the change, and nothing is lost', async () => {
  const { procedureId, official } = procedure;
  const counter = plainBrowser();
  const form = await logIn(counter, `${staff}/counter/receive/${procedureId}`, official);
  const receipt = await counter.submit(form, '/counter/receive/', {
    channel: '1',
    kind: '1',
    name: 'Lê Văn An',
    id_number: '025888324076',
  });
  expect(receipt.text).toContain('Giấy tiếp nhận hồ sơ và hẹn trả kết quả');
  const dossierId = receipt.url.split('/').at(-1) ?? '';
  const [mine, other] = [
    await counter.open(`${staff}/dossiers/${dossierId}/actions/withdraw`),
    await counter.open(`${staff}/dossiers/${dossierId}/actions/withdraw`),
  ];
  expect((await counter.submit(other, '/actions/withdraw', { reason: 'Nộp nhầm' })).text).toContain(
    'Công dân yêu cầu rút hồ sơ',
  );
  const late = await counter.submit(mine, '/actions/withdraw', { reason: 'Công dân đổi ý' });
  expect([late.status, late.text.includes('Rút hồ sơ'), late.html.includes('Công dân đổi ý')]).toEqual([
    409,
    true,
    true,
  ]);
});

test('a portal killed and raised again loses neither logins nor open forms', async () => {
  const official = plainBrowser();
  const form = await logIn(official, `${staff}/counter/receive/${procedure.procedureId}`, procedure.official);
  await platform.replacePortal('staff-portal');
  const receipt = await official.submit(form, '/counter/receive/', {
    channel: '1',
    kind: '1',
    name: 'Lê Văn An',
  });
  expect([receipt.status, receipt.text.includes('Giấy tiếp nhận hồ sơ và hẹn trả kết quả')]).toEqual([
    200,
    true,
  ]);
});

test('a login ended at Keycloak ends it in the portal', async () => {
  const browser = plainBrowser();
  await logIn(browser, `${staff}/desk`, 'vanthu01');
  expect((await browser.open(`${staff}/desk`)).text).toContain('Bàn làm việc');
  expect(await atKeycloak('POST', `/users/${subjectOf('vanthu01')}/logout`)).toBe(204);
  await eventually(async () => (await browser.open(`${staff}/desk`)).url.includes('/realms/egov/'));
});

test('every page is as light as in the table, light enough for a commune’s connection', async () => {
  const measured: Record<string, number> = {};
  for (const { base, route, page, browser } of await everyPage(
    portals,
    procedure,
    await pageSubjects(portals, procedure),
  )) {
    const { requests, bytes } = await browser.weigh(`${base}${page}`);
    expect([page, requests <= 15]).toEqual([page, true]);
    const name = `${base === staff ? 'staff' : 'citizen'} ${route}`;
    measured[name] = Math.max(measured[name] ?? 0, bytes / 1_000);
  }
  expect(Object.keys(measured).toSorted()).toEqual(Object.keys(pageWeights).toSorted());
  const heavier = Object.entries(measured).filter(
    ([name, kilobytes]) => kilobytes > (pageWeights[name] ?? 0),
  );
  expect(heavier).toEqual([]);
  const most = (portal: string): number =>
    Math.max(
      ...Object.entries(pageWeights)
        .filter(([name]) => name.startsWith(portal))
        .map(([, kilobytes]) => kilobytes),
    );
  expect([most('staff') < 100, most('citizen') < 60]).toEqual([true, true]);
});

test('an official who is disabled is out within a minute', async () => {
  const official = plainBrowser();
  expect((await logIn(official, `${staff}/desk`, 'vanthu01')).status).toBe(200);
  expect(await atKeycloak('PUT', `/users/${subjectOf('vanthu01')}`, { enabled: false })).toBe(204);
  await eventually(async () => (await official.open(`${staff}/desk`)).url.includes('/realms/egov/'), {
    within: 60_000,
  });
  expect(await atKeycloak('PUT', `/users/${subjectOf('vanthu01')}`, { enabled: true })).toBe(204);
});

test('while Keycloak is down logged-in users continue, and others see why they cannot log in', async () => {
  const official = plainBrowser();
  await logIn(official, `${staff}/desk`, 'kiemtoan01');
  await platform.keycloak.stop();
  expect((await official.open(`${staff}/desk`)).status).toBe(200);
  await eventually(async () => {
    const answer = await fetch(`${staff}/auth/login?return=/desk`, {
      redirect: 'manual',
      headers: { 'accept-language': 'vi' },
    });
    return answer.status === 503 && (await answer.text()).includes('Hệ thống đăng nhập chưa trả lời');
  });
  // The portal's own token may still be valid for a while; after it visitors see the page too.
  expect([200, 503]).toContain((await plainBrowser().open(`${citizens}/`)).status);
});
