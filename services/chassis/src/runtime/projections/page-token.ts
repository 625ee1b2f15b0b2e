import { createHash } from 'node:crypto';
import { invalid } from '../../domain/refusal.ts';

/** One value of the key after which the next page begins. */
export type KeysetValue = string | number | null;

const VERSION = 1;

const sorted = (value: unknown): unknown => {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, v]) => [name, sorted(v)]),
  );
};

const fingerprint = (query: object): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(query)))
    .digest('base64url')
    .slice(0, 11);

const refused = () => invalid('PAGE_TOKEN_INVALID', { field: 'page_token' });

const parsed = (token: string): unknown => {
  if (!/^[\w-]{1,2000}$/.test(token)) throw refused();
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch (cause) {
    throw Object.assign(refused(), { cause });
  }
};

const isKeysetValue = (value: unknown): value is KeysetValue =>
  value === null || typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));

/**
 * Makes and reads the opaque tokens of keyset paging. A token belongs to the query it was made for (filters,
 * order and the caller's scope, but not the page size), and to no other.
 */
export const pageToken = {
  /** Makes the refusal of a token: its key may also be one that the query cannot have. */
  refused,

  /** Makes the token of the page after the row with this key; never put personal data into a key. */
  encode: (query: object, after: readonly KeysetValue[]): string =>
    Buffer.from(JSON.stringify([VERSION, fingerprint(query), ...after])).toString('base64url'),

  /**
   * Returns the key after which the page begins, or `undefined` for the first page. Throws invalid
   * PAGE_TOKEN_INVALID {field: 'page_token'} for a token that is malformed, of another query or of another
   * length.
   */
  decode: (query: object, token: string | undefined, length: number): readonly KeysetValue[] | undefined => {
    if (token === undefined) return undefined;
    const content = parsed(token);
    if (!Array.isArray(content)) throw refused();
    const [version, of, ...after]: readonly unknown[] = content;
    if (
      version !== VERSION ||
      of !== fingerprint(query) ||
      after.length !== length ||
      !after.every(isKeysetValue)
    )
      throw refused();
    return after;
  },
};
