import type { KeyStore } from '@egov/chassis/application';
import { timingSafeEqual } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHARACTERS = 12;
/** Five bits per character, four bits per hexadecimal digit. */
const DIGITS = (CHARACTERS * 5) / 4;

/**
 * The secret printed on a dossier's slip: sixty bits of a keyed hash of its id, so that it is stored nowhere
 * and every replica can compute it. Written in Crockford's base 32, which has no letters that are easily
 * confused.
 */
export function followSecret(keys: Pick<KeyStore, 'lookup'>, dossierId: string): string {
  let bits = BigInt(`0x${keys.lookup(`follow:${dossierId}`).slice(0, DIGITS)}`);
  let secret = '';
  for (let n = 0; n < CHARACTERS; n += 1, bits >>= 5n) secret = (ALPHABET[Number(bits & 31n)] ?? '') + secret;
  return secret.replace(/(.{4})(?=.)/gu, '$1-');
}

/** Returns whether the input is the secret, in constant time. */
export function isFollowSecret(keys: Pick<KeyStore, 'lookup'>, dossierId: string, typed: string): boolean {
  const [given, secret] = [plain(typed), plain(followSecret(keys, dossierId))].map((text) =>
    Buffer.from(text),
  );
  return (
    given !== undefined &&
    secret !== undefined &&
    given.length === secret.length &&
    timingSafeEqual(given, secret)
  );
}

const plain = (typed: string): string =>
  typed.toUpperCase().replaceAll(/[\s-]/gu, '').replaceAll('O', '0').replaceAll(/[IL]/gu, '1');
