import type { Logins } from '@egov/chassis/web';
import { isPin, type Pin } from './pin.ts';

/** A locked screen, as the record of its login holds it. */
export type Lock = Readonly<{
  /** Where to continue. */
  returnTo: string;
  /** How many PINs were tried, and since when one is being compared, in milliseconds since 1970. */
  tried: number;
  trying?: number;
  /** The PIN at the moment of locking: one that is chosen later does not open it. */
  pin: Pin;
}>;

/** What a try led to: `spent` if the login must end. */
export type Tried =
  | Readonly<{ result: 'open'; returnTo: string }>
  | Readonly<{ result: 'wrong'; left: number }>
  | Readonly<{ result: 'busy' | 'spent' }>;

const MAX_TRIES = 3;
/** Longer than comparing takes: a try whose process was killed does not keep the screen locked. */
const COMPARING_MS = 10_000;

/** Locks the screen of a login. One that is locked stays as it is: its tries count on. */
export async function lockScreen(logins: Logins, login: string, returnTo: string, pin: Pin): Promise<void> {
  for (;;) {
    const { ended, lock, revision } = await logins.get<Lock>(login);
    if (ended || lock !== undefined) return;
    const locked = { returnTo, tried: 0, pin } satisfies Lock;
    if ((await logins.setLock(login, locked, revision)) !== undefined) return;
  }
}

/**
 * Tries a PIN. A try is counted before it is compared, by whoever is first to write it: of simultaneous tries
 * one is compared, and the others are told to wait.
 */
export async function tryPin(logins: Logins, login: string, typed: unknown): Promise<Tried> {
  const { ended, lock, revision } = await logins.get<Lock>(login);
  if (ended) return { result: 'spent' };
  if (lock === undefined) return { result: 'open', returnTo: '/' };
  if (lock.tried >= MAX_TRIES) return { result: 'spent' };
  if (Date.now() - (lock.trying ?? 0) < COMPARING_MS) return { result: 'busy' };
  const { trying: _, ...counted } = { ...lock, tried: lock.tried + 1 };
  const own = await logins.setLock(login, { ...counted, trying: Date.now() } satisfies Lock, revision);
  if (own === undefined) return { result: 'busy' };
  if (await isPin(lock.pin, typed)) {
    const opened = await logins.setLock(login, undefined, own);
    return opened === undefined ? { result: 'spent' } : { result: 'open', returnTo: lock.returnTo };
  }
  const left = MAX_TRIES - counted.tried;
  if (left === 0) return { result: 'spent' };
  await logins.setLock(login, counted, own);
  return { result: 'wrong', left };
}
