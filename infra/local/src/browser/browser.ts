import { chromium as driver, type BrowserContext, type CDPSession, type Page } from 'playwright-core';
import { environment } from '../config.ts';
import { chromium } from '../tools/chromium.ts';

/** The screen and settings of a visitor. */
export type Screen = Readonly<{
  width: number;
  height: number;
  /** Device pixels a CSS pixel; 2 is what a zoom of 200 % gives. */ scale?: number;
}>;

/** One person at a browser: separate cookies, one page. */
export type Visitor = Readonly<{
  page: Page;
  /**
   * What the browser reported on any page since the last call: console errors, violations of the content
   * policy.
   */
  complaints: () => readonly string[];
  /**
   * Opens an address that needs a login and logs in at Keycloak by keyboard alone; returns when the password
   * was sent, by `performance.now()`.
   */
  logIn: (
    url: string,
    account: Readonly<{ username: string; password: string }>,
  ) => Promise<Readonly<{ sent: number }>>;
  /** Presses Tab until the selected element has the focus. */
  tabTo: (selector: string) => Promise<void>;
  /** Moves to this link or button with Tab, presses Enter and waits for the next page. */
  press: (selector: string) => Promise<void>;
  /** The browser's own protocol, for what a page cannot do, such as a slow line. */
  protocol: () => Promise<CDPSession>;
  close: () => Promise<void>;
}>;

/** A headless Chromium. */
export type Browser = Readonly<{
  visitor: (screen?: Screen, locale?: string) => Promise<Visitor>;
  close: () => Promise<void>;
}>;

const desktop: Screen = { width: 1280, height: 900 };
const PAGE_WITHIN_MS = 120_000;
const MAX_TABS = 200;

/** A site whose names are not in DNS, at one address, with a certificate of its own authority. */
export type UnknownSite = Readonly<{ hosts: readonly string[]; address: string }>;

/** Opens a Chromium, installing one first where there is none. */
export async function openBrowser(onInstall?: (line: string) => void, site?: UnknownSite): Promise<Browser> {
  const { program, env } = await chromium(onInstall);
  const args =
    site === undefined
      ? []
      : [
          '--no-proxy-server',
          `--host-resolver-rules=${site.hosts.map((host) => `MAP ${host} ${site.address}`).join(',')}`,
        ];
  const browser = await driver.launch({
    executablePath: program,
    args,
    env: environment(env),
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  return {
    visitor: async ({ width, height, scale = 1 } = desktop, locale = 'vi-VN') => {
      const context = await browser.newContext({
        viewport: { width, height },
        deviceScaleFactor: scale,
        locale,
        timezoneId: 'Asia/Ho_Chi_Minh',
        ignoreHTTPSErrors: site !== undefined,
      });
      context.setDefaultTimeout(PAGE_WITHIN_MS);
      return visitorOf(context, await context.newPage());
    },
    close: () => browser.close(),
  };
}

function visitorOf(context: BrowserContext, page: Page): Visitor {
  const heard: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => {
    heard.push(`${page.url()}: ${error.message}`);
  });
  const tabTo = async (selector: string): Promise<void> => {
    for (let tabs = 0; tabs < MAX_TABS; tabs += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
    }
    throw new Error(`The Tab key does not reach ${selector} on ${page.url()}.`);
  };
  return {
    page,
    complaints: () => heard.splice(0),
    logIn: async (url, { username, password }) => {
      await page.goto(url);
      await page.locator('#username:focus').waitFor();
      await page.keyboard.type(username);
      await page.keyboard.press('Tab');
      await page.locator('#password:focus').waitFor();
      await page.keyboard.type(password);
      const sent = performance.now();
      await page.keyboard.press('Enter');
      await page.waitForURL((at) => at.origin === new URL(url).origin);
      return { sent };
    },
    tabTo,
    press: async (selector) => {
      await tabTo(selector);
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    },
    protocol: () => context.newCDPSession(page),
    close: () => context.close(),
  };
}
