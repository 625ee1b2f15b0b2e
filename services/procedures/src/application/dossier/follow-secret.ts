import type { KeyedHash } from '@egov/chassis/application';
import { timingSafeEqual } from 'node:crypto';

/** A slip by its dossier and how often it was renewed: only the newest one follows. */
export type Slip = Readonly<{ dossierId: string; slip: number }>;

const PURPOSE = 'secret of a slip';
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHARACTERS = 12;
/** Five bits per character, four bits per hexadecimal digit. */
const DIGITS = (CHARACTERS * 5) / 4;

/**
 * The secret printed on a dossier's slip: sixty bits of a keyed hash of its id and of how often it was
 * renewed, so that it is stored nowhere and every replica can compute it. Written in Crockford's base 32,
 * which has no letters that are easily confused.
 */
export function followSecret(hash: KeyedHash, { dossierId, slip }: Slip): string {
  let bits = BigInt(`0x${hash(PURPOSE, `${dossierId}/${slip}`).slice(0, DIGITS)}`);
  let secret = '';
  for (let n = 0; n < CHARACTERS; n += 1, bits >>= 5n) secret = (ALPHABET[Number(bits & 31n)] ?? '') + secret;
  return secret.replace(/(.{4})(?=.)/gu, '$1-');
}

/** Returns whether the input is the secret, in constant time. */
export function isFollowSecret(hash: KeyedHash, slip: Slip, typed: string): boolean {
  const [given, secret] = [plain(typed), plain(followSecret(hash, slip))].map((text) => Buffer.from(text));
  return (
    given !== undefined &&
    secret !== undefined &&
    given.length === secret.length &&
    timingSafeEqual(given, secret)
  );
}

const plain = (typed: string): string =>
  typed.toUpperCase().replaceAll(/[\s-]/gu, '').replaceAll('O', '0').replaceAll(/[IL]/gu, '1');
