import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const KEY_BYTES = 32;
const ID_BYTES = 6;

const position = z.string().regex(/^\d{1,19}$/, 'is a position of the log');
const secret = z.base64().refine((text) => Buffer.from(text, 'base64').length === KEY_BYTES, 'has 32 bytes');
const file = z.strictObject({
  current: z.string().min(1),
  keys: z.array(z.strictObject({ id: z.string().min(1), secret, until: position.optional() })).min(1),
  unkeyedUntil: position.optional(),
});

/**
 * The file of a service's keys of links. `current` is the id of the key of new events; a key that was
 * replaced proves events `until` a position of the log, and events up to `unkeyedUntil` may have none.
 */
export type ChainKeyFile = z.infer<typeof file>;

/** The keys that prove which events a service has written. */
export type ChainKeys = Readonly<{
  current: Readonly<{ id: string; key: KeyObject }>;
  /** Returns a key if it may prove an event at this position; an event whose position is unknown is new. */
  at: (id: string, position: bigint | undefined) => KeyObject | undefined;
  /** Whether an event at this position is of the time before keys. */
  unkeyedAt: (position: bigint | undefined) => boolean;
}>;

/** Generates the keys of a service; a log that has events already may have `unkeyedUntil` there. */
export function newChainKeys(unkeyedUntil?: bigint): ChainKeyFile {
  const id = randomBytes(ID_BYTES).toString('base64url');
  return {
    current: id,
    keys: [{ id, secret: randomBytes(KEY_BYTES).toString('base64') }],
    ...(unkeyedUntil === undefined ? {} : { unkeyedUntil: unkeyedUntil.toString() }),
  };
}

/** Reads the content of a file of keys. Throws TypeError, which names the field, for anything else. */
export function chainKeys(text: string): ChainKeys {
  const read = file.safeParse(jsonOf(text));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new TypeError(`The file holds no keys of a chain: ${issue?.path.join('.')} ${issue?.message}.`);
  }
  const { current, keys, unkeyedUntil } = read.data;
  const secrets = new Map(
    keys.map(({ id, secret: text64, until }) => [
      id,
      { key: createSecretKey(text64, 'base64'), until: until === undefined ? undefined : BigInt(until) },
    ]),
  );
  const newest = secrets.get(current);
  if (newest === undefined || newest.until !== undefined)
    throw new TypeError(`The file holds no keys of a chain: current names no key that is still in use.`);
  const within = (at: bigint | undefined, until: bigint | undefined): boolean =>
    until === undefined || (at !== undefined && at <= until);
  const lastUnkeyed = unkeyedUntil === undefined ? -1n : BigInt(unkeyedUntil);
  return {
    current: { id: current, key: newest.key },
    at: (id, at) => {
      const found = secrets.get(id);
      return found !== undefined && within(at, found.until) ? found.key : undefined;
    },
    unkeyedAt: (at) => within(at, lastUnkeyed),
  };
}

/** Reads the keys of a service from their file. */
export const readChainKeys = async (path: string): Promise<ChainKeys> =>
  chainKeys(await readFile(path, 'utf8'));

// What does not parse is not printed: it may be half a key.
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
