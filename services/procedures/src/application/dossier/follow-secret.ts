import type { KeyStore } from '@egov/chassis/application';
import { timingSafeEqual } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHARACTERS = 12;
/** Five bits a character, four bits a hexadecimal digit. */
const DIGITS = (CHARACTERS * 5) / 4;

/**
 * The secret printed on a dossier's slip: sixty bits of a keyed hash of its identity, so that it is stored
 * nowhere and every replica knows it. Written in Crockford's base 32, which has no letters that are read as
 * one another.
 */
export function followSecret(keys: Pick<KeyStore, 'lookup'>, dossierId: string): string {
  let bits = BigInt(`0x${keys.lookup(`follow:${dossierId}`).slice(0, DIGITS)}`);
  let secret = '';
  for (let n = 0; n < CHARACTERS; n += 1, bits >>= 5n) secret = (ALPHABET[Number(bits & 31n)] ?? '') + secret;
  return secret.replace(/(.{4})(?=.)/gu, '$1-');
}

/** Whether what was typed is the secret, in a time that says nothing about how much of it was right. */
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
