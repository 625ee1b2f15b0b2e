import { randomBytes, scrypt as derive, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { PersonNotes } from '@egov/chassis/web';

const scrypt = promisify(derive) as (text: string, salt: string, length: number) => Promise<Buffer>;
const KIND = 'lock-pin';
const LENGTH = 32;

type Kept = Readonly<{ salt: string; hash: string }>;

/** Stores an official's PIN for one browser, as a salted hash. */
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
  } satisfies Kept);
}

export const hasPin = async (notes: PersonNotes, subject: string, browser: string): Promise<boolean> =>
  (await notes.get(subject, KIND, browser)) !== undefined;

/** Whether it is the PIN of this official on this browser. */
export async function isPin(
  notes: PersonNotes,
  subject: string,
  browser: string,
  pin: string,
): Promise<boolean> {
  const kept = await notes.get<Kept>(subject, KIND, browser);
  if (kept === undefined) return false;
  const { salt, hash } = kept.value;
  return timingSafeEqual(await scrypt(pin, salt, LENGTH), Buffer.from(hash, 'base64url'));
}
