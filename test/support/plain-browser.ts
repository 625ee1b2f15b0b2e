import { get } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';

/** A page in a browser without JavaScript. */
export type Page = Readonly<{
  url: string;
  status: number;
  html: string;
  /** Its text, without markup. */
  text: string;
}>;

/** What a person can do with a browser: open addresses, fill in forms, press buttons. */
export type PlainBrowser = Readonly<{
  open: (url: string) => Promise<Page>;
  /** Sends the form whose address contains `action` with its hidden fields and these values. */
  submit: (
    page: Page,
    action: string,
    values?: Readonly<Record<string, string | readonly string[]>>,
  ) => Promise<Page>;
  cookies: () => ReadonlyMap<string, string>;
  /**
   * Returns the weight on the wire of a page and everything it loads, headers and compressed bodies, with an
   * empty cache.
   */
  weigh: (url: string) => Promise<Readonly<{ requests: number; bytes: number }>>;
}>;

const MAX_REDIRECTS = 10;

/** The cookies of a browser as a header. */
export const cookieOf = (browser: PlainBrowser): string =>
  [...browser.cookies()].map(([name, value]) => `${name}=${value}`).join('; ');

/** Opens a browser without cookies and scripts; each request carries these headers. */
export function plainBrowser(carried: Readonly<Record<string, string>> = {}): PlainBrowser {
  const jars = cookieJars();
  const go = async (url: string, init: RequestInit = {}, left = MAX_REDIRECTS): Promise<Page> => {
    const cookie = jars.sent(url);
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: {
        'accept-language': 'vi',
        ...carried,
        ...(init.headers as Record<string, string>),
        ...(cookie === '' ? {} : { cookie }),
      },
    });
    jars.keep(url, response.headers.getSetCookie());
    const location = response.headers.get('location');
    if (location !== null && response.status >= 300 && response.status < 400) {
      if (left === 0) throw new Error(`Redirected in a circle at ${url}`);
      return go(new URL(location, url).href, {}, left - 1);
    }
    const html = await response.text();
    return { url, status: response.status, html, text: readOf(html) };
  };
  return {
    open: (url) => go(url),
    submit: (page, action, values = {}) => {
      const { to, fields } = formOf(page, action);
      for (const [name, value] of Object.entries(values)) {
        fields.delete(name);
        for (const one of [value].flat()) fields.append(name, one);
      }
      return go(to, {
        method: 'POST',
        body: fields,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
    },
    weigh: (url) => weighed(url, jars.sent(url)),
    cookies: jars.all,
  };
}

/** The cookies of each origin. */
function cookieJars() {
  const jars = new Map<string, Map<string, string>>();
  const of = (url: string) => jars.get(new URL(url).origin);
  return {
    sent: (url: string): string => [...(of(url) ?? [])].map(([name, value]) => `${name}=${value}`).join('; '),
    keep: (url: string, given: readonly string[]): void => {
      const jar = of(url) ?? new Map<string, string>();
      jars.set(new URL(url).origin, jar);
      for (const set of given) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(set) ?? [];
        if (/max-age=0|expires=Thu, 01 Jan 1970/iu.test(set)) jar.delete(name);
        else jar.set(name, value);
      }
    },
    all: () => new Map([...jars.values()].flatMap((jar) => [...jar])),
  };
}

async function weighed(url: string, cookie: string) {
  const page = await onTheWire(url, cookie);
  const html = brotliDecompressSync(page.body).toString();
  const assets = new Set(
    [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/gu)].map(([, path = '']) => new URL(path, url).href),
  );
  const parts = [page, ...(await Promise.all([...assets].map((asset) => onTheWire(asset, cookie))))];
  return { requests: parts.length, bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0) };
}

const onTheWire = (url: string, cookie: string) =>
  new Promise<Readonly<{ bytes: number; body: Buffer }>>((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'br', cookie } }, (response) => {
      const chunks: Buffer[] = [];
      response
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('error', reject)
        .on('end', () => {
          const body = Buffer.concat(chunks);
          resolve({ body, bytes: body.length + response.rawHeaders.join(': ').length });
        });
    }).on('error', reject);
  });

function formOf(
  { html, url, text }: Page,
  action: string,
): Readonly<{ to: string; fields: URLSearchParams }> {
  for (const [, attributes = '', body = ''] of html.matchAll(/<form([^>]*)>(.*?)<\/form>/gsu)) {
    const to = new URL(unescaped(/action="([^"]*)"/u.exec(attributes)?.[1] ?? url), url).href;
    if (!to.includes(action) || !/method="post"/iu.test(attributes)) continue;
    const fields = new URLSearchParams();
    for (const [input] of body.matchAll(/<input[^>]*type="hidden"[^>]*>/gu)) {
      fields.append(
        /name="([^"]*)"/u.exec(input)?.[1] ?? '',
        unescaped(/value="([^"]*)"/u.exec(input)?.[1] ?? ''),
      );
    }
    return { to, fields };
  }
  throw new Error(`No form for ${action} on ${url}: ${text.slice(0, 500)}`);
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#x27': "'",
  nbsp: ' ',
};
const unescaped = (text: string): string =>
  text.replaceAll(/&([a-z]+|#\w+);/gu, (whole, name: string) => entities[name] ?? whole);
const readOf = (html: string): string =>
  unescaped(html.replaceAll(/<(script|style)\b.*?<\/\1>/gsu, ' ').replaceAll(/<[^>]+>/gu, ' ')).replaceAll(
    /\s+/gu,
    ' ',
  );
