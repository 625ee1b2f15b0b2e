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
