import { randomUUID } from 'node:crypto';
import {
  cookieName,
  cookieOf,
  cookieSettings,
  leadAway,
  readForm,
  seeOther,
  signedIn,
  view,
  type Answer,
  type Feature,
  type SignedIn,
  type Visit,
} from '@egov/chassis/web';
import { z } from 'zod';
import type { StaffServices } from '../../services.ts';
import { screenLeft } from './gate.ts';
import { lockScreen, tryPin } from './lock.ts';
import { choosePin, PIN, pinOf } from './pin.ts';

const COOKIE = 'browser';
const BROWSER = /^[\da-f-]{36}$/u;
const YEAR_MS = 31_536_000_000;
const pinForm = z.object({ pin: z.string().regex(PIN, 'lock.pin-wrong-form') });

/** What the lock needs of the portal. */
export type LockOptions = Readonly<{
  secure: boolean;
  /** Ends the login here and at the identity provider; returns where the browser goes. */
  endLogin: (visit: Visit) => Promise<string>;
}>;

/**
 * Locking the screen of a shared PC and unlocking it with a PIN: each official has one per browser; three
 * wrong ones end the login.
 */
export const lockFeature = (services: StaffServices, options: LockOptions): Feature => ({
  name: 'lock',
  routes: (router) => {
    router.get(
      '/lock',
      signedIn((visit) => lockPage(services, visit, options, {})),
    );
    router.post(
      '/lock',
      signedIn((visit) => locked(services, visit, options)),
    );
    router.post(
      '/lock/pin',
      signedIn((visit) => chosen(services, visit, options)),
    );
    router.post(
      '/lock/open',
      signedIn((visit) => opened(services, visit, options)),
    );
  },
});

const loginOf = ({ request }: SignedIn): string => request.visitor?.login ?? '';
const isLocked = async ({ logins }: StaffServices, visit: SignedIn): Promise<boolean> =>
  (await logins.get(loginOf(visit))).lock !== undefined;

async function lockPage(
  services: StaffServices,
  visit: SignedIn,
  { secure }: LockOptions,
  more: object,
  status = 200,
): Promise<Answer> {
  const { t, user, query } = visit;
  if (await isLocked(services, visit))
    return view('lock/locked.njk', { title: t('lock.locked'), name: user.name, ...more }, status);
  return view(
    'lock/lock.njk',
    {
      title: t('lock.title'),
      hasPin: (await pinOf(services.notes, user.subject, browserOf(visit, secure))) !== undefined,
      back: screenLeft(query.return ?? refererOf(visit)),
      ...more,
    },
    status,
  );
}

const wrongPin = (text: string) => ({ errors: [{ field: 'pin', text }] });

async function locked(services: StaffServices, visit: SignedIn, options: LockOptions): Promise<Answer> {
  const pin = await pinOf(services.notes, visit.user.subject, browserOf(visit, options.secure));
  if (pin === undefined) return lockPage(services, visit, options, wrongPin(visit.t('lock.pin-first')), 422);
  await lockScreen(services.logins, loginOf(visit), screenLeft(visit.form.return), pin);
  return seeOther('/lock');
}

async function chosen(services: StaffServices, visit: SignedIn, options: LockOptions): Promise<Answer> {
  if (await isLocked(services, visit)) return seeOther('/lock');
  const read = readForm(pinForm, visit);
  if (!read.ok) return lockPage(services, visit, options, { errors: read.errors }, 422);
  const { secure } = options;
  const browser = browserOf(visit, secure) || randomUUID();
  await choosePin(services.notes, visit.user.subject, browser, read.value.pin);
  visit.request.res?.cookie(cookieName(COOKIE, secure), browser, {
    ...cookieSettings(secure),
    maxAge: YEAR_MS,
  });
  return seeOther('/lock?chosen=yes');
}

async function opened(services: StaffServices, visit: SignedIn, options: LockOptions): Promise<Answer> {
  const { t, form } = visit;
  const tried = await tryPin(services.logins, loginOf(visit), form.pin);
  switch (tried.result) {
    case 'open':
      return seeOther(tried.returnTo);
    case 'spent':
      return leadAway(await options.endLogin(visit));
    case 'busy':
      return lockPage(services, visit, options, wrongPin(t('lock.pin-busy')), 429);
    case 'wrong':
      return lockPage(services, visit, options, wrongPin(t('lock.pin-wrong', { left: tried.left })), 422);
  }
}

const browserOf = ({ request }: Visit, secure: boolean): string => {
  const sent = cookieOf(request, cookieName(COOKIE, secure));
  return sent !== undefined && BROWSER.test(sent) ? sent : '';
};

const refererOf = ({ request }: Visit): string => {
  const referer = request.get('referer') ?? '';
  return URL.canParse(referer) && new URL(referer).host === request.get('host')
    ? `${new URL(referer).pathname}${new URL(referer).search}`
    : '';
};
