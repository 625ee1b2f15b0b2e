import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortals, procedureWithCounter, type OpenPortals } from '@egov/local/browser';
import { everyPage } from '../support/every-page.ts';
import { formsOf, type Form } from '../support/forms.ts';
import { pageSubjects } from '../support/page-subjects.ts';

let folder: string;
let portals: OpenPortals;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'egov-odd-forms-'));
  portals = await openPortals(join(folder, 'data'));
}, 300_000);

afterAll(async () => {
  await portals.close();
  await rm(folder, { recursive: true, force: true });
});

/** What a browser never sends in a field. `%` is what it is: these are already encoded. */
const odd: Readonly<Record<string, (field: string) => string>> = {
  'names of every object': (field) =>
    `${field}[toString]=1&${field}[constructor][prototype][x]=1&__proto__=1&hasOwnProperty=1&toString=1`,
  'a name in the value': (field) => `${field}=__proto__`,
  'a list': (field) => `${field}=1&${field}=2&${field}[]=3`,
  'a structure': (field) => `${field}[a][b][c][d][e][f][g][h]=1`,
  NUL: (field) => `${field}=a%00b`,
  'invalid UTF-8': (field) => `${field}=%ff%c3%28`,
  'half a percent sign': (field) => `${field}=%&${field}=%zz`,
  'other lines': (field) => `${field}=${encodeURIComponent('a\r\nSet-Cookie: x=y\u2028')}`,
  'a number without end': (field) => `${field}=${'9'.repeat(400)}`,
  'a date that is none': (field) => `${field}=2026-02-31T25:61`,
  '200 kB': (field) => `${field}=${'x'.repeat(200_000)}`,
};

/** The form with all its fields as a browser sends it, but one odd. */
function oddly({ hidden, texts, choices }: Form, field: string, value: string): string {
  const others = new URLSearchParams();
  for (const [name, given] of [...hidden, ...choices]) if (name !== field) others.append(name, given);
  for (const name of texts) if (name !== field) others.append(name, 'x');
  return `${others.toString()}&${value}`;
}

/** Their answer is the address of the provider: they end the session. */
const ends = ['/auth/logout', '/lock'];

test('whatever a field of any form contains, the answer is a page and never a failure', async () => {
  const procedure = await procedureWithCounter(portals);
  const subjects = await pageSubjects(portals, procedure);
  const failed: string[] = [];
  let sent = 0;
  for (const { base, page, browser } of await everyPage(portals, procedure, subjects)) {
    const cookie = () => [...browser.cookies()].map(([name, value]) => `${name}=${value}`).join('; ');
    const send = async (form: Form, what: string, body: string, type: string) => {
      const answer = await fetch(form.to, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: cookie(), 'accept-language': 'vi', 'content-type': type },
        body,
      });
      sent += 1;
      const html = await answer.text();
      if (answer.status >= 500 || (answer.status >= 400 && !html.includes('</html>')))
        failed.push(`${page} → ${form.to}, ${what}: ${answer.status}`);
    };
    for (const form of formsOf(await browser.open(`${base}${page}`))) {
      if (ends.includes(new URL(form.to).pathname)) continue;
      const urlencoded = 'application/x-www-form-urlencoded';
      const token = new URLSearchParams({ _csrf: 'ệ'.repeat(32) }).toString();
      await send(form, 'a token of other letters', token, urlencoded);
      await send(form, 'an unknown character set', 'a=b', `${urlencoded}; charset=utf-7`);
      await send(form, 'parts without a boundary', 'a=b', 'multipart/form-data');
      await send(form, 'parts that end early', '--x\r\nContent-Disposi', 'multipart/form-data; boundary=x');
      if (form.isFiles) continue;
      const fields = [...form.texts, ...form.choices, ...form.hidden]
        .map((field) => (typeof field === 'string' ? field : field[0]))
        .filter((name) => name !== '_csrf');
      for (const field of new Set(fields))
        for (const [what, value] of Object.entries(odd))
          await send(form, `${field} with ${what}`, oddly(form, field, value(field)), urlencoded);
    }
  }
  expect(sent).toBeGreaterThan(1_000);
  expect(failed).toEqual([]);
}, 900_000);
