import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { z } from 'zod';
import { GRANT_ALGORITHM } from './grant.ts';

const publicKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().min(1),
  kid: z.string().min(1),
});
const privateKey = publicKey.extend({ d: z.string().min(1) });
const trusted = z.record(z.string(), z.array(publicKey.strict()).min(1));

/** A public key that verifies grants, as a JWK. */
export type GrantPublicKey = z.infer<typeof publicKey>;

/** The key with which a service signs its grants, as a JWK. */
export type GrantPrivateKey = z.infer<typeof privateKey>;

/**
 * The public keys of every service whose grants are accepted; two for a service while its key is replaced.
 */
export type TrustedGrantKeys = Readonly<Record<string, readonly GrantPublicKey[]>>;

/** Generates a new key; its id is the thumbprint of its public half. */
export async function newGrantKey(): Promise<GrantPrivateKey> {
  const pair = await generateKeyPair(GRANT_ALGORITHM, { crv: 'Ed25519', extractable: true });
  const jwk: JWK = await exportJWK(pair.privateKey);
  return privateKey.parse({ ...jwk, kid: await calculateJwkThumbprint(jwk) });
}

/** Returns the public half of a key. */
export const grantPublicKey = ({ kty, crv, x, kid }: GrantPrivateKey): GrantPublicKey => ({
  kty,
  crv,
  x,
  kid,
});

/** Reads the content of a signing key's file. Throws TypeError for anything else. */
export const readGrantKey = (text: string): GrantPrivateKey => parsed(privateKey, text, 'a signing key');

/**
 * Reads the content of the file of trusted keys. Throws TypeError for anything else, a private key included.
 */
export const readTrustedGrantKeys = (text: string): TrustedGrantKeys =>
  parsed(trusted, text, 'a list of public keys by service');

function parsed<Shape extends z.ZodType>(shape: Shape, text: string, what: string): z.output<Shape> {
  const result = shape.safeParse(jsonOf(text));
  if (!result.success) throw new TypeError(`The file holds no grant keys: ${what} is expected.`);
  return result.data;
}

// What does not parse is not printed: it may be half a private key.
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
