import { randomUUID } from 'node:crypto';
import {
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
import { choosePin, hasPin, isPin } from './pin.ts';

const COOKIE = 'browser';
const YEAR_MS = 31_536_000_000;
const MAX_WRONG = 3;
const pin = z.object({ pin: z.string().regex(/^\d{4,8}$/u, 'lock.pin-wrong-form') });

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
export const lockFeature = ({ notes }: StaffServices, { secure, endLogin }: LockOptions): Feature => ({
  name: 'lock',
  routes: (router) => {
    router.get(
      '/lock',
      signedIn((visit) => lockPage(notes, visit, {})),
    );
    router.post(
      '/lock',
      signedIn(async (visit) => {
        if (!(await hasPin(notes, visit.user.subject, browserOf(visit))))
          return lockPage(notes, visit, { errors: [{ field: 'pin', text: visit.t('lock.pin-first') }] }, 422);
        visit.request.session.locked = { returnTo: screenLeft(visit.form.return), wrong: 0 };
        return seeOther('/lock');
      }),
    );
    router.post(
      '/lock/pin',
      signedIn(async (visit) => {
        if (visit.request.session.locked !== undefined) return seeOther('/lock');
        const read = readForm(pin, visit);
        if (!read.ok) return lockPage(notes, visit, { errors: read.errors }, 422);
        const browser = browserOf(visit) || randomUUID();
        await choosePin(notes, visit.user.subject, browser, read.value.pin);
        visit.request.res?.cookie(secure ? `__Host-${COOKIE}` : COOKIE, browser, {
          maxAge: YEAR_MS,
          httpOnly: true,
          sameSite: 'lax',
          secure,
          path: '/',
        });
        return seeOther('/lock?chosen=yes');
      }),
    );
    router.post(
      '/lock/open',
      signedIn((visit) => opened(notes, visit, endLogin)),
    );
  },
});

async function lockPage(
  notes: StaffServices['notes'],
  visit: SignedIn,
  more: object,
  status = 200,
): Promise<Answer> {
  const { request, t, user, query } = visit;
  const { locked } = request.session;
  if (locked !== undefined)
    return view('lock/locked.njk', { title: t('lock.locked'), name: user.name, ...more }, status);
  return view(
    'lock/lock.njk',
    {
      title: t('lock.title'),
      hasPin: await hasPin(notes, user.subject, browserOf(visit)),
      back: screenLeft(query.return ?? refererOf(visit)),
      ...more,
    },
    status,
  );
}

async function opened(
  notes: StaffServices['notes'],
  visit: SignedIn,
  endLogin: LockOptions['endLogin'],
): Promise<Answer> {
  const { session } = visit.request;
  const { locked } = session;
  if (locked === undefined) return seeOther('/');
  const { pin: typed } = visit.form;
  // Counted before it is compared, so that two simultaneous tries count as two.
  const wrong = locked.wrong + 1;
  session.locked = { ...locked, wrong };
  if (
    typeof typed === 'string' &&
    (await isPin(notes, visit.user.subject, browserOf(visit), typed.slice(0, 20)))
  ) {
    delete session.locked;
    return seeOther(locked.returnTo);
  }
  if (wrong >= MAX_WRONG) return leadAway(await endLogin(visit));
  return lockPage(
    notes,
    visit,
    { errors: [{ field: 'pin', text: visit.t('lock.pin-wrong', { left: MAX_WRONG - wrong }) }] },
    422,
  );
}

const browserOf = ({ request }: Visit): string =>
  /(?:^|;\s*)(?:__Host-)?browser=([\da-f-]{36})(?:;|$)/u.exec(request.headers.cookie ?? '')?.[1] ?? '';

const refererOf = ({ request }: Visit): string => {
  const referer = request.get('referer') ?? '';
  return URL.canParse(referer) && new URL(referer).host === request.get('host')
    ? `${new URL(referer).pathname}${new URL(referer).search}`
    : '';
};
