import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { eventually, pdfOf } from '@egov/chassis/testing';
import {
  applyOnline,
  openPortals,
  procedureWithCounter,
  receiveAtCounter,
  type OpenPortals,
  type ProcedureWithCounter,
  type Screen,
} from '@egov/local/browser';
import {
  findings,
  focusNotSeen,
  openBrowser,
  tooWide,
  type Browser,
  type Visitor,
} from '../support/browser.ts';
import {
  portalPages,
  type PortalName,
  type PortalPage,
  type Subjects,
  type Who,
} from '../support/portal-pages.ts';

let folder: string;
let portals: OpenPortals;
let browser: Browser;
const ends: (() => Promise<unknown>)[] = [];
let procedure: ProcedureWithCounter;
const visitors: Visitor[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'egov-chromium-'));
  ends.push(() => rm(folder, { recursive: true, force: true }));
  browser = await openBrowser();
  ends.push(() => browser.close());
  portals = await openPortals(join(folder, 'data'));
  ends.push(() => portals.close());
  procedure = await procedureWithCounter(portals);
}, 600_000);

afterEach(async () => {
  for (const visitor of visitors.splice(0)) await visitor.close();
});

afterAll(async () => {
  for (const end of ends.toReversed()) await end();
});

async function somebody(screen?: Screen, locale?: string): Promise<Visitor> {
  const visitor = await browser.visitor(screen, locale);
  visitors.push(visitor);
  return visitor;
}

const applicant = { name: 'Lê Văn An', idNumber: '025888324076', phone: '0912345678' };
const received = async (official: Visitor): Promise<string> =>
  receiveAtCounter(official, { staff: portals.staff, procedure, ...applicant });
const applied = async (citizen: Visitor): Promise<string> =>
  applyOnline(citizen, {
    citizens: portals.citizens,
    procedure,
    phone: '0912345678',
    summary: 'Xin cấp giấy phép',
  });

test('an official receives a dossier and acts on it from the desk by keyboard alone', async () => {
  const official = await somebody();
  const { page, tabTo, press } = official;
  await official.logIn(`${portals.staff}/counter`, portals.account(procedure.official));
  const dossierId = await received(official);
  expect(await page.locator('h1').textContent()).toBe('Giấy tiếp nhận hồ sơ và hẹn trả kết quả');

  await press('a[href="/desk"]');
  await page.waitForURL(`${portals.staff}/desk`);
  await press('a[href="/desk?tab=all"]');
  await eventually(async () => {
    await page.reload();
    return (await page.locator(`a[href="/dossiers/${dossierId}"]`).count()) === 1;
  });
  await press(`a[href="/dossiers/${dossierId}"]`);
  await page.waitForURL(/\/dossiers\//u);
  await press('a[href$="/actions/withdraw"]');
  await tabTo('#reason');
  await page.keyboard.type('Công dân đổi ý');
  await press('main form button');
  await page.waitForURL(/done=withdraw/u);
  expect(await page.locator('h1').textContent()).toContain('Công dân yêu cầu rút hồ sơ');
  expect(official.complaints()).toEqual([]);
});

test('a citizen applies and, once the counter has accepted, sees the due time', async () => {
  const citizen = await somebody({ width: 360, height: 740 });
  await citizen.logIn(`${portals.citizens}/apply/${procedure.procedureId}`, portals.account('congdan01'));
  const dossierId = await applied(citizen);
  expect(await citizen.page.locator('h1').textContent()).toBe('Đã nộp hồ sơ');

  const official = await somebody();
  await official.logIn(
    `${portals.staff}/dossiers/${dossierId}/actions/accept`,
    portals.account(procedure.official),
  );
  await official.press('main form button');
  await official.page.waitForURL(/done=accept/u);

  await citizen.page.goto(`${portals.citizens}/dossiers/${dossierId}`);
  expect(await citizen.page.locator('main').textContent()).toMatch(/Hẹn trả .+ kể từ/u);
  expect([...citizen.complaints(), ...official.complaints()]).toEqual([]);
});

/** The office accepts an application and asks for a fee. */
async function asked(dossierId: string): Promise<string> {
  const { intake, pauses, solving, close } = portals.clientsOf('demo');
  const act = () => ({
    requestId: randomUUID(),
    dossierId,
    expectedRevision: undefined,
    occurredAt: undefined,
  });
  await intake.acceptDossier(act());
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
  return dossierId;
}

test('a citizen is redirected to the payment platform and back, which the browser allows', async () => {
  const citizen = await somebody();
  await citizen.logIn(`${portals.citizens}/apply/${procedure.procedureId}`, portals.account('congdan01'));
  const dossierId = await asked(await applied(citizen));
  await citizen.page.goto(`${portals.citizens}/dossiers/${dossierId}/pay`);
  await citizen.press('main form button');
  await citizen.press('button[value="pay"]');
  await citizen.page.waitForURL(`${portals.citizens}/dossiers/${dossierId}`);
  expect(await citizen.page.locator('h1').innerText()).toContain('Đang xử lý');
  // The platform's own pages are not ours.
  expect(citizen.complaints().filter((heard) => heard.startsWith(portals.citizens))).toEqual([]);
});

test('the login is in Vietnamese, also when the password is wrong', async () => {
  const visitor = await somebody({ width: 320, height: 640 });
  const { page } = visitor;
  const wrong = async () => [
    ...(await findings(visitor)),
    ...(await tooWide(visitor)),
    ...(await focusNotSeen(visitor)),
    ...visitor.complaints(),
  ];
  await page.goto(`${portals.staff}/desk`);
  expect(await page.locator('#kc-page-title').innerText()).toBe('Đăng nhập');
  expect(await wrong()).toEqual([]);
  await page.reload();
  await page.keyboard.type(procedure.official);
  await page.keyboard.press('Tab');
  await page.keyboard.type('sai mật khẩu');
  await page.keyboard.press('Enter');
  await page.getByText('Tên đăng nhập hoặc mật khẩu không đúng.').waitFor();
  expect(await wrong()).toEqual([]);
});

test('an official is offered a second factor, and may cancel', async () => {
  const official = await somebody();
  await official.logIn(`${portals.staff}/lock`, portals.account(procedure.official));
  await official.press('a[href*="set_up=totp"]');
  expect(await official.page.locator('#kc-page-title').innerText()).toBe('Cài ứng dụng xác thực');
  await official.press('button[name="cancel-aia"], input[name="cancel-aia"]');
  await official.page.waitForURL(`${portals.staff}/lock`);
  await official.press('a[href*="set_up=passkey"]');
  expect(await official.page.locator('#kc-page-title').innerText()).toContain('Đăng ký khóa truy cập');
});

/** The smallest picture there is. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

test('a citizen uploads a paper, the counter gets it, and a bad file is refused at its field', async () => {
  const citizen = await somebody();
  await citizen.logIn(
    `${portals.citizens}/apply/${procedure.procedureId}/papers`,
    portals.account('congdan01'),
  );
  const paper = citizen.page.locator('input[type="file"]').first();
  await paper.setInputFiles({
    name: 'to-khai.png',
    mimeType: 'image/png',
    buffer: Buffer.from('MZ this is no picture'),
  });
  await citizen.page.locator('form[enctype] button').click();
  await citizen.page.locator('.govuk-error-summary').waitFor();
  await citizen.page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name: 'tờ khai.png', mimeType: 'image/png', buffer: picture });
  await citizen.page.locator('form[enctype] button').click();
  await citizen.page.waitForURL(/papers\?done=yes/u);
  expect(await citizen.page.locator('main').innerText()).toContain('tờ khai.png');

  await citizen.page.goto(`${portals.citizens}/apply/${procedure.procedureId}`);
  const dossierId = await applied(citizen);
  const official = await somebody();
  await official.logIn(`${portals.staff}/dossiers/${dossierId}`, portals.account(procedure.official));
  const [file] = await Promise.all([
    official.page.waitForEvent('download'),
    official.page.locator('a[href*="/papers/"]').first().click(),
  ]);
  expect(file.suggestedFilename()).toBe('tờ khai.png');
  // Drawn anew: the same picture in other bytes.
  expect((await readFile(await file.path())).toString('latin1', 1, 4)).toBe('PNG');
});

test('an upload whose connection is lost continues where it stopped', async () => {
  const citizen = await somebody();
  await citizen.logIn(
    `${portals.citizens}/apply/${procedure.procedureId}/papers`,
    portals.account('congdan01'),
  );
  const { page } = citizen;
  // On the disk, as the portal recognises a file by its name, size and hour.
  const large = join(folder, 'bản đồ.pdf');
  await writeFile(large, pdfOf({ objects: [{ dictionary: '', stream: Buffer.alloc(600_000, '\n') }] }));
  const offsets: string[] = [];
  let cut = true;
  await page.route('**/pieces?*', async (route) => {
    const { searchParams } = new URL(route.request().url());
    offsets.push(searchParams.get('offset') ?? '');
    if (cut && searchParams.get('offset') !== '0') await route.abort('internetdisconnected');
    else await route.continue();
  });
  const send = async () => {
    await page.locator('input[type="file"]').first().setInputFiles(large);
    await page.locator('form[enctype] button').click();
  };
  await send();
  await page.getByText('Mất kết nối').waitFor();
  cut = false;
  await page.reload();
  await send();
  await page.waitForURL(/papers\?done=yes/u);
  expect(await page.locator('main').innerText()).toContain('bản đồ.pdf');
  // The first piece was sent once: after the connection came back it began with the second.
  expect(offsets.filter((offset) => offset === '0')).toHaveLength(1);
  await page.locator('form[action$="/remove"] button').first().click();
});

test('an open page is refreshed when the dossier changes, but never over what is being written', async () => {
  const { dossier, application } = await subjects();
  const { correspondence, close } = portals.clientsOf('demo');
  const write = (dossierId: string, text: string) =>
    correspondence.writeMessage({
      requestId: randomUUID(),
      dossierId,
      text,
    });
  const [official, citizen] = [await somebody(), await somebody()];
  await official.logIn(`${portals.staff}/dossiers/${dossier}`, portals.account(procedure.official));
  await citizen.logIn(`${portals.citizens}/dossiers/${application}`, portals.account('congdan01'));
  await citizen.page.locator('#text').fill('Tôi đang viết dở');
  await write(dossier, 'Tin cho cán bộ');
  await write(application, 'Tin cho người dân');
  close();
  await official.page.getByText('Tin cho cán bộ').waitFor();
  await citizen.page.getByText('Hồ sơ vừa có thay đổi').waitFor();
  expect(await citizen.page.locator('#text').inputValue()).toBe('Tôi đang viết dở');
});

/**
 * Opens every page of both portals as somebody who may, on this screen and in this language, and returns what
 * is wrong with each.
 */
async function wrongOnEveryPage(
  subjects: Subjects,
  look: (visitor: Visitor) => Promise<readonly string[]>,
  screen?: Screen,
  locale?: string,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const [portal, pages] of Object.entries<readonly PortalPage[]>(portalPages)) {
    for (const who of new Set(pages.map((page) => page.who))) {
      const visitor = await somebody(screen, locale);
      const base = portal === ('staff-portal' satisfies PortalName) ? portals.staff : portals.citizens;
      if (who !== 'anyone')
        await visitor.logIn(`${base}/auth/login?return=/`, portals.account(accountOf(who)));
      for (const { route, at } of pages.filter((page) => page.who === who)) {
        for (const address of [at?.(subjects) ?? route].flat()) {
          const status = (await visitor.page.goto(`${base}${address}`))?.status();
          const found = [
            ...(status === 200 ? [] : [`answers ${status}`]),
            ...(await look(visitor)),
            ...visitor.complaints(),
          ];
          wrong.push(...found.map((what) => `${portal} ${address} (${who}): ${what}`));
        }
      }
      await visitor.close();
    }
  }
  return wrong;
}

const accountOf = (who: Who): string => {
  if (who === 'counter-official') return procedure.official;
  const account = portals.platform.keycloak.accounts.find(({ roles }) => roles.some((role) => role === who));
  if (account === undefined) throw new Error(`Nobody of the reference province is ${who}.`);
  return account.username;
};

/** An official of the agency, registered for the pages that show one. */
async function anOfficial(): Promise<string> {
  const { staff, close } = portals.clientsOf('demo');
  const { staffId } = await staff.registerStaffMember({
    requestId: randomUUID(),
    subject: randomUUID(),
    name: 'Phạm Thị Lan',
    agencyId: procedure.agencyId,
  });
  close();
  return staffId;
}

/** A dossier at the counter and an application that waits, for the pages that show one. */
let made: Promise<Subjects> | undefined;
const subjects = (): Promise<Subjects> =>
  (made ??= (async () => {
    const [official, citizen] = [await somebody(), await somebody()];
    await official.logIn(`${portals.staff}/counter`, portals.account(procedure.official));
    await citizen.logIn(`${portals.citizens}/apply/${procedure.procedureId}`, portals.account('congdan01'));
    return {
      procedure: procedure.procedureId,
      dossier: await received(official),
      application: await applied(citizen),
      owing: await asked(await applied(citizen)),
      agency: procedure.agencyId,
      person: await anOfficial(),
    };
  })());

test('axe finds nothing on any page, and the browser reports no error', async () => {
  expect(await wrongOnEveryPage(await subjects(), findings)).toEqual([]);
}, 300_000);

test('no page has to be scrolled sideways on a screen of 320 px', async () => {
  expect(await wrongOnEveryPage(await subjects(), tooWide, { width: 320, height: 640 })).toEqual([]);
}, 300_000);

test('no page has to be scrolled sideways at 200 % zoom', async () => {
  expect(await wrongOnEveryPage(await subjects(), tooWide, { width: 640, height: 450, scale: 2 })).toEqual(
    [],
  );
}, 300_000);

test('every stop of the Tab key on a page shows the focus', async () => {
  expect(await wrongOnEveryPage(await subjects(), focusNotSeen)).toEqual([]);
}, 300_000);

test('with the slip alone a dossier can be followed, on an accessible and narrow page', async () => {
  const official = await somebody();
  await official.logIn(`${portals.staff}/counter`, portals.account(procedure.official));
  await received(official);
  const slip = await official.page.locator('.receipt').innerText();
  const [code = '', secret = ''] = [/H44\.\S+/u.exec(slip)?.[0], /Mã tra cứu: (\S+)/u.exec(slip)?.[1]];

  const holder = await somebody({ width: 320, height: 640 });
  await holder.page.goto(`${portals.citizens}/follow`);
  await holder.tabTo('#code');
  await holder.page.keyboard.type(code);
  await holder.tabTo('#secret');
  await holder.page.keyboard.type(secret);
  await holder.press('main form button');
  expect(await holder.page.locator('h1').innerText()).toContain(code);
  expect([await findings(holder), await tooWide(holder), holder.complaints()]).toEqual([[], [], []]);
});

test('a form with errors is accessible too, and has the focus on the errors', async () => {
  const official = await somebody();
  await official.logIn(
    `${portals.staff}/counter/receive/${procedure.procedureId}`,
    portals.account(procedure.official),
  );
  await official.press('main form button');
  await official.page.locator('.govuk-error-summary:focus').waitFor();
  expect(await findings(official)).toEqual([]);
});
