import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findings, focusNotSeen, openBrowser, tooWide, type Browser, type Visitor } from './browser.ts';

let browser: Browser;
let visitor: Visitor;

beforeAll(async () => {
  browser = await openBrowser();
  visitor = await browser.visitor({ width: 320, height: 640 });
}, 600_000);

afterAll(() => browser.close());

const show = (body: string, style = '') =>
  visitor.page.setContent(
    `<!doctype html><html lang="vi"><title>Trang</title><style>${style}</style><body><main>` +
      `<h1>Trang</h1>${body}</main>`,
  );

test('a correct page has no findings', async () => {
  await show('<p>Chữ <a href="/">liên kết</a> <button>Nút</button></p>');
  expect([
    await findings(visitor),
    await tooWide(visitor),
    await focusNotSeen(visitor),
    visitor.complaints(),
  ]).toEqual([[], [], [], []]);
});

test('a field without a label is found', async () => {
  await show('<input name="phone">');
  expect(await findings(visitor)).toEqual([expect.stringContaining('label: ')]);
});

test('overflow of the page is found, but not the scrolling of a box within it', async () => {
  await show('<div class="wide">Bảng</div>', '.wide { width: 400px }');
  expect(await tooWide(visitor)).toEqual([expect.stringMatching(/^4\d\d of 320 px: .*class="wide"/u)]);
  await show(
    '<div class="portal-scroll"><div class="wide">Bảng</div></div>',
    '.wide { width: 400px } .portal-scroll { overflow-x: auto }',
  );
  expect(await tooWide(visitor)).toEqual([]);
});

test('a stop of the Tab key without a visible focus is found', async () => {
  await show('<a href="/">Một</a> <a href="/" class="unseen">Hai</a>', '.unseen:focus { outline: none }');
  expect(await focusNotSeen(visitor)).toEqual([expect.stringContaining('class="unseen"')]);
});

test('a violation of the content policy is reported', async () => {
  await show('<meta http-equiv="Content-Security-Policy" content="script-src \'self\'">');
  await visitor.page.evaluate(
    'document.body.append(Object.assign(document.createElement("script"), { textContent: ' +
      '"window.ran = true" }))',
  );
  expect(visitor.complaints()).toEqual([expect.stringContaining('Content Security Policy')]);
});
