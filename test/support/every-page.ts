import { randomUUID } from 'node:crypto';
import type { Role } from '@egov/keycloak';
import type { OpenPortals, ProcedureWithCounter } from '@egov/local/browser';
import { plainBrowser, type PlainBrowser } from './plain-browser.ts';
import { portalPages, type PortalName, type PortalPage, type Subjects, type Who } from './portal-pages.ts';

/** A page of a portal, with the browser of somebody who may open it. */
export type OpenedPage = Readonly<{
  portal: PortalName;
  base: string;
  route: string;
  page: string;
  browser: PlainBrowser;
}>;

/** Logs in at Keycloak's form and returns the browser. */
export async function loggedIn(
  { account }: OpenPortals,
  base: string,
  username: string,
): Promise<PlainBrowser> {
  const browser = plainBrowser();
  await browser.submit(
    await browser.open(`${base}/auth/login?return=/`),
    'login-actions/authenticate',
    account(username),
  );
  return browser;
}

/** Every page of both portals, as somebody who may open it. */
export async function everyPage(
  portals: OpenPortals,
  procedure: ProcedureWithCounter,
  subjects: Subjects,
): Promise<readonly OpenedPage[]> {
  const accountOf = (role: Role): string =>
    role === 'counter-official'
      ? procedure.official
      : (portals.platform.keycloak.accounts.find(({ roles }) => roles.includes(role))?.username ?? '');
  const opened: OpenedPage[] = [];
  for (const [portal, base] of [
    ['staff-portal', portals.staff],
    ['citizen-portal', portals.citizens],
  ] as const) {
    const browsers = new Map<Who, PlainBrowser>();
    for (const { route, who, at } of portalPages[portal] as readonly PortalPage[]) {
      const browser =
        browsers.get(who) ??
        (who === 'anyone' ? plainBrowser() : await loggedIn(portals, base, accountOf(who)));
      browsers.set(who, browser);
      for (const page of [at?.(subjects) ?? route].flat())
        opened.push({ portal, base, route, page, browser });
    }
  }
  return opened;
}

/**
 * Creates what the pages show, by the platform's own account: a dossier received, one that the citizen
 * applied for, one that waits for a payment, an official.
 */
export async function pageSubjects(
  { clientsOf, platform }: OpenPortals,
  { procedureId, agencyId }: ProcedureWithCounter,
): Promise<Subjects> {
  const { dossiers, staff, close } = clientsOf('demo');
  const citizen = platform.keycloak.accounts.find(({ roles }) => roles.includes('citizen'))?.subject ?? '';
  const applicant = {
    personId: '',
    kind: 1 as const,
    name: 'Lê Văn An',
    idNumber: '',
    phone: '',
    email: '',
    address: '',
  };
  const common = {
    dossierId: '',
    procedureId,
    agencyId: '',
    components: [],
    caseName: '',
    summary: '',
    occurredAt: undefined,
  };
  const applied = async () =>
    (
      await dossiers.submitDossier({
        ...common,
        requestId: randomUUID(),
        applicant: { ...applicant, personId: citizen },
      })
    ).dossierId;
  const act = (dossierId: string) => ({
    requestId: randomUUID(),
    dossierId,
    expectedRevision: undefined,
    occurredAt: undefined,
  });
  try {
    const [application, owing] = [await applied(), await applied()];
    await dossiers.acceptDossier(act(owing));
    await dossiers.handOverDossier({ ...act(owing), stepId: '', agencyId, officialId: '', note: '' });
    await dossiers.requestPayment({
      ...act(owing),
      paymentId: '',
      amount: 1_000n,
      description: 'Lệ phí',
    });
    const { dossierId: dossier } = await dossiers.receiveDossier({
      ...common,
      requestId: randomUUID(),
      applicant,
      channel: 1,
      importId: '',
      attributes: {},
    });
    const { staffId: person } = await staff.registerStaffMember({
      requestId: randomUUID(),
      staffId: '',
      subject: randomUUID(),
      name: 'Phạm Thị Lan',
      email: '',
      phone: '',
      agencyId,
    });
    return { procedure: procedureId, dossier, application, owing, agency: agencyId, person };
  } finally {
    close();
  }
}
