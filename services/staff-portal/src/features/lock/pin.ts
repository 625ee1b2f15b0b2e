import { randomBytes, scrypt as derive, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { PersonNotes } from '@egov/chassis/web';

const scrypt = promisify(derive) as (text: string, salt: string, length: number) => Promise<Buffer>;
const KIND = 'lock-pin';
const LENGTH = 32;

/** What a PIN has. */
export const PIN = /^\d{4,8}$/u;

/** A PIN as a salted hash. */
export type Pin = Readonly<{ salt: string; hash: string }>;

/** Stores an official's PIN for one browser. */
export async function choosePin(
  notes: PersonNotes,
  subject: string,
  browser: string,
  pin: string,
): Promise<void> {
  const salt = randomBytes(16).toString('base64url');
  await notes.put(subject, KIND, browser, {
    salt,
    hash: (await scrypt(pin, salt, LENGTH)).toString('base64url'),
  } satisfies Pin);
}

/** The PIN of this official on this browser, if they have chosen one. */
export const pinOf = async (notes: PersonNotes, subject: string, browser: string): Promise<Pin | undefined> =>
  (await notes.get<Pin>(subject, KIND, browser))?.value;

export const isPin = async ({ salt, hash }: Pin, typed: unknown): Promise<boolean> =>
  typeof typed === 'string' &&
  PIN.test(typed) &&
  timingSafeEqual(await scrypt(typed, salt, LENGTH), Buffer.from(hash, 'base64url'));
