import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import { openBrowser, type Browser, type Visitor } from '@egov/local/browser';

export { openBrowser, type Browser, type Visitor };

/** The rules for every page: WCAG 2.2 AA, and axe's best practices. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const inPage = readFileSync(join(import.meta.dirname, 'in-page.js'), 'utf8');

/**
 * Runs one of our functions in the page over the browser's own protocol, as the page's policy rightly blocks
 * foreign scripts.
 */
async function ask<Answer>({ page }: Visitor, question: string): Promise<Answer> {
  await page.evaluate(`if (!window.egov) { ${inPage} }`);
  return page.evaluate(question);
}

/** Returns what axe finds on the page: rule, message and element, one line each. */
export async function findings({ page }: Visitor): Promise<readonly string[]> {
  await page.evaluate(`if (!window.axe) { ${axe.source} }`);
  const { violations } = await page.evaluate<axe.AxeResults>(
    `axe.run(document, { runOnly: ${JSON.stringify(rules)}, resultTypes: ['violations'] })`,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, target }) => `${id}: ${help}: ${target.join(' ')} ${html.slice(0, 200)}`),
  );
}

/** Returns the elements that overflow the screen sideways. */
export const tooWide = (visitor: Visitor): Promise<readonly string[]> => ask(visitor, 'egov.tooWide()');

const MAX_STOPS = 300;

/** Walks the page with Tab from its top and returns every stop that does not show its focus. */
export async function focusNotSeen(visitor: Visitor): Promise<readonly string[]> {
  const unseen: string[] = [];
  for (let stop = 0; stop < MAX_STOPS; stop += 1) {
    await visitor.page.keyboard.press('Tab');
    const found = await ask<{ isSeen: boolean; html: string } | undefined>(visitor, 'egov.focused()');
    if (found === undefined) return unseen;
    if (!found.isSeen) unseen.push(found.html);
  }
  throw new Error(`${visitor.page.url()} has more than ${MAX_STOPS} stops of the Tab key.`);
}
