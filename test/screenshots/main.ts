import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  applyOnline,
  openBrowser,
  openPortals,
  procedureWithCounter,
  receiveAtCounter,
  type Browser,
  type OpenPortals,
  type ProcedureWithCounter,
  type Screen,
} from '@egov/local/browser';
import type { Subjects } from '../support/portal-pages.ts';
import { mainPages } from './main-pages.ts';

const screens = {
  desktop: { width: 1280, height: 900 },
  phone: { width: 360, height: 740 },
} as const satisfies Readonly<Record<string, Screen>>;
const languages = ['vi', 'en'] as const;
const applicants = [
  { name: 'Nguyễn Thị Phương Thảo', idNumber: '025188000123', phone: '0912345678' },
  { name: 'Công ty TNHH Thương mại và Dịch vụ Hùng Vương', idNumber: '2600123456', phone: '02103846123' },
  { name: 'Lê Văn An', idNumber: '025088000321', phone: '0987654321' },
];

const folder = resolve('out', 'screenshots');
const say = (line: string) => {
  process.stderr.write(`${line}\n`);
};

/** Creates what the pages show: a few dossiers at the counter, and one accepted application. */
async function subjectsOf(
  browser: Browser,
  { staff, citizens, account }: OpenPortals,
  procedure: ProcedureWithCounter,
): Promise<Subjects> {
  const [official, citizen] = [await browser.visitor(), await browser.visitor()];
  await official.logIn(`${staff}/counter`, account(procedure.official));
  await citizen.logIn(`${citizens}/apply/${procedure.procedureId}`, account('congdan01'));
  let dossier = '';
  for (const applicant of applicants)
    dossier = await receiveAtCounter(official, { staff, procedure, ...applicant });
  const application = await applyOnline(citizen, {
    citizens,
    procedure,
    phone: '0912345678',
    summary: 'Đề nghị giải quyết sớm',
  });
  await official.page.goto(`${staff}/dossiers/${application}/actions/accept`);
  await official.press('main form button');
  await official.close();
  await citizen.close();
  return {
    procedure: procedure.procedureId,
    dossier,
    application,
    owing: application,
    agency: procedure.agencyId,
    person: '',
  };
}

async function shoot(
  browser: Browser,
  { staff, citizens, account }: OpenPortals,
  official: string,
  subjects: Subjects,
): Promise<number> {
  let shots = 0;
  for (const [screen, size] of Object.entries(screens)) {
    for (const [portal, url, username] of [
      ['staff-portal', staff, official],
      ['citizen-portal', citizens, 'congdan01'],
    ] as const) {
      const visitor = await browser.visitor(size);
      await visitor.logIn(`${url}/auth/login?return=/`, account(username));
      for (const language of languages) {
        await visitor.page.goto(`${url}/language/${language}?return=/`);
        for (const { name, at } of mainPages.filter((page) => page.portal === portal)) {
          await visitor.page.goto(`${url}${at(subjects)}`);
          await visitor.page.screenshot({
            path: join(folder, `${name}.${language}.${screen}.png`),
            fullPage: true,
          });
          shots += 1;
        }
      }
      await visitor.close();
    }
  }
  return shots;
}

const data = await mkdtemp(join(tmpdir(), 'egov-screenshots-'));
const browser = await openBrowser(say);
try {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const portals = await openPortals(join(data, 'platform'), { say });
  try {
    const procedure = await procedureWithCounter(portals);
    const shots = await shoot(
      browser,
      portals,
      procedure.official,
      await subjectsOf(browser, portals, procedure),
    );
    say(`${shots} pictures are in ${folder}.`);
  } finally {
    await portals.close();
  }
} finally {
  await browser.close();
  await rm(data, { recursive: true, force: true });
}
