import { fail, sleep } from 'k6';
import exec from 'k6/execution';
import http, { type RefinedResponse } from 'k6/http';
import { failed, page } from './measures.ts';
import { folded } from './run.ts';
import { target } from './target.ts';

type Page = RefinedResponse<'text'>;

/** Each virtual user has its own address, as the portal trusts the proxy header. */
export const headers = (): Record<string, string> => {
  const somebody = exec.vu.idInTest;
  return {
    'accept-language': 'vi',
    'x-forwarded-for': `10.${(somebody >> 16) & 255}.${(somebody >> 8) & 255}.${somebody & 255}`,
  };
};

/** Opens a page; anything but 200 fails. */
export function open(address: string, kind: string): Page {
  return seen(http.get(address, { headers: headers(), responseType: 'text', tags: { name: kind } }), kind);
}

/** Fills in the form of a page and sends it, with its hidden fields. */
export function send(
  from: Page,
  formSelector: string,
  fields: Readonly<Record<string, string>>,
  kind: string,
): Page {
  return seen(
    from.submitForm({
      formSelector,
      fields,
      params: { headers: headers(), responseType: 'text', tags: { name: kind } },
    }) as Page,
    kind,
  );
}

function seen(answer: Page, kind: string): Page {
  const wrong = answer.status !== 200;
  failed.add(wrong, { page: kind });
  page.add(answer.timings.duration, { page: kind });
  if (wrong) console.error(`${kind}: ${answer.status} ${answer.error}`);
  return answer;
}

let loggedIn: string | undefined;

/** Logs in through the login page itself, once a virtual user. */
export function logIn(portal: string | undefined, username: string): string {
  if (portal === undefined) return fail('The platform under load has no portal.');
  if (loggedIn === username) return portal;
  const form = http.get(`${portal}/auth/login?return=/`, {
    headers: headers(),
    responseType: 'text',
    tags: { name: 'login' },
  });
  // After a login that was interrupted on its way back, the provider still has the session and shows no form;
  // neither is there one while the portal is down.
  const inside = form.url.startsWith(portal)
    ? form
    : form.submitForm({
        formSelector: '#kc-form-login',
        fields: { username, password: target.accountPassword },
        params: { headers: headers(), responseType: 'text', tags: { name: 'login' } },
      });
  const wrong = inside.status !== 200 || !inside.url.startsWith(portal);
  failed.add(wrong, { page: 'login' });
  if (wrong) return fail(`${username} could not log in: ${inside.status} at ${inside.url.split('?')[0]}`);
  loggedIn = username;
  return portal;
}

/** Returns the cookies that a browser would send to an address. */
export const cookieFor = (address: string): string =>
  Object.entries(http.cookieJar().cookiesForURL(address))
    .map(([name, [value = '']]) => `${name}=${value}`)
    .join('; ');

/** Waits as long as a person looks at a page, shortened like the whole run. */
export const think = (secondsAtADesk: number): void => {
  sleep(secondsAtADesk * (0.5 + Math.random()) * folded);
};
