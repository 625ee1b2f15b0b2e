import { load } from 'cheerio';
import type { OpenedPage } from './every-page.ts';
import { formsOf, leftEmpty } from './forms.ts';
import { cookieOf, type PlainBrowser } from './plain-browser.ts';
import { parameters, withoutPage } from './portal-pages.ts';

/** Texts that name a field as the contract or the code does, not as the visitor: a form forgot a check. */
const unchecked = /^(Check the field|The service did not accept)/u;

type Misread = readonly string[];

/**
 * Sends every form of the pages with nothing in it, except those to the paths in `but`. Returns the answers
 * that are neither success nor a page that says what is missing, and the paths that were sent to.
 */
export async function emptyForms(
  pages: readonly OpenedPage[],
  but: readonly string[],
): Promise<Readonly<{ misread: Misread; sentTo: ReadonlySet<string> }>> {
  const misread: string[] = [];
  const sentTo = new Set<string>();
  for (const { base, page, browser } of pages) {
    for (const form of formsOf(await browser.open(`${base}${page}`))) {
      const { pathname } = new URL(form.to);
      if (but.includes(pathname)) continue;
      sentTo.add(pathname);
      misread.push(...(await misreadOf(browser, form.to, leftEmpty(form))));
    }
  }
  return { misread, sentTo };
}

async function misreadOf(
  browser: PlainBrowser,
  to: string,
  body: FormData | URLSearchParams,
): Promise<Misread> {
  const { status, html } = await sent(browser, to, body);
  const page = load(html);
  const errors = page('.govuk-error-summary__list li')
    .toArray()
    .map((item) => page(item).text().trim());
  const isClear = status < 400 || ([409, 422].includes(status) && errors.length > 0);
  return isClear && !errors.some((text) => unchecked.test(text))
    ? []
    : [`${new URL(to).pathname}: ${status} ${errors.join('; ')}`];
}

async function sent(browser: PlainBrowser, to: string, body: FormData | URLSearchParams) {
  const answer = await fetch(to, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookieOf(browser), 'accept-language': 'en' },
    body,
  });
  return { status: answer.status, html: await answer.text() };
}

/**
 * Opens every page, and every list that is a file, with each parameter there and empty; returns those that
 * answer otherwise than without.
 */
export async function emptyParametersMisread(pages: readonly OpenedPage[]): Promise<Misread> {
  const empty = new URLSearchParams(
    Object.fromEntries(parameters.map((name): [string, string] => [name, ''])),
  ).toString();
  const misread: string[] = [];
  const open = async ({ base, browser }: OpenedPage, path: string): Promise<void> => {
    const without = await browser.open(`${base}${path}`);
    const withEmpty = await browser.open(`${base}${path}?${empty}`);
    if (without.status >= 500 || withEmpty.status !== without.status)
      misread.push(`${path}: ${without.status}, with empty parameters ${withEmpty.status}`);
  };
  for (const page of pages) await open(page, page.page.split('?')[0] ?? '');
  for (const page of new Map(pages.map((each) => [each.browser, each])).values())
    for (const route of withoutPage[page.portal].filter((each) => !/:|\/live$/.test(each)))
      await open(page, route);
  return misread;
}
