import { openBrowser, type OpenPortals } from '@egov/local/browser';

/** Requests a page of a portal as a logged-in user; throws on any status but 200. */
export type PageOf = (address: string, settings?: Readonly<RequestInit>) => Promise<Response>;

/** Logs in with a real browser and continues with its cookies alone, to request pages by the hundred. */
export async function loggedIn(
  { account }: OpenPortals,
  base: string,
  username: string,
  say: (line: string) => void,
): Promise<PageOf> {
  const browser = await openBrowser(say);
  try {
    const visitor = await browser.visitor();
    await visitor.logIn(`${base}/auth/login?return=/`, account(username));
    const cookie = (await visitor.page.context().cookies(base))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
    return async (address, settings = {}) => {
      const answer = await fetch(`${base}${address}`, {
        headers: { cookie, 'accept-language': 'vi' },
        redirect: 'manual',
        ...settings,
      });
      if (answer.status !== 200) throw new Error(`${address.slice(0, 40)} answers ${answer.status}`);
      return answer;
    };
  } finally {
    await browser.close();
  }
}
