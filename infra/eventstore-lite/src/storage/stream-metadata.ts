import { SOFT_DELETED } from './records.ts';

declare global {
  interface JSON {
    /** Numbers as they are written, which JavaScript's own may not be able to hold. */
    parse(
      text: string,
      reviver: (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown,
    ): unknown;
    rawJSON(text: string): RawNumber;
    isRawJSON(value: unknown): value is RawNumber;
  }
}

interface RawNumber {
  readonly rawJSON: string;
}

/** The parts of a stream's metadata that change what is read. */
export interface StreamLimits {
  readonly maxAge: number | null;
  readonly maxCount: number | null;
  readonly truncateBefore: number | null;
  readonly acl: string | null;
}

export const NO_LIMITS: StreamLimits = { maxAge: null, maxCount: null, truncateBefore: null, acl: null };

const MAX_INT64 = 2n ** 63n - 1n;

/** The real server reads no deeper. */
const MAX_DEPTH = 64;

/** What it can hold of a duration, in seconds. */
const MAX_AGE = 922_337_203_685;

const RIGHTS = new Set(['$r', '$w', '$d', '$mr', '$mw']);

/** Metadata that the real server cannot read. It stores it as it is, and nothing in it has an effect. */
class Unreadable extends Error {}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);

function checkDepth(value: unknown, left: number): void {
  if (typeof value !== 'object' || value === null || JSON.isRawJSON(value)) return;
  if (left === 0) throw new Unreadable();
  for (const part of Object.values(value)) checkDepth(part, left - 1);
}

function parsed(data: Uint8Array): Fields {
  const text = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('utf8');
  try {
    const value = JSON.parse(text, (_key, part, { source }) =>
      typeof part === 'number' && source !== undefined ? JSON.rawJSON(source) : part,
    );
    if (!isObject(value)) throw new Unreadable();
    checkDepth(value, MAX_DEPTH);
    return value;
  } catch (error) {
    // RangeError: nested deeper than the stack.
    if (error instanceof SyntaxError || error instanceof RangeError) throw new Unreadable();
    throw error;
  }
}

/** A whole number as an int64; null where it is absent or below the least that has an effect. */
function wholeNumber(value: unknown, least: bigint): number | null {
  if (value === undefined) return null;
  if (!JSON.isRawJSON(value) || !/^-?\d+$/.test(value.rawJSON)) throw new Unreadable();
  const number = BigInt(value.rawJSON);
  if (number > MAX_INT64 || number < -MAX_INT64 - 1n) throw new Unreadable();
  if (number < least) return null;
  // Only the largest int64 means "deleted".
  return number === MAX_INT64 ? SOFT_DELETED : Math.min(Number(number), SOFT_DELETED - 1);
}

function duration(value: unknown): number | null {
  const seconds = wholeNumber(value, 1n);
  if (seconds !== null && seconds > MAX_AGE) throw new Unreadable();
  return seconds;
}

function accessList(value: unknown): string | null {
  if (value === undefined) return null;
  if (!isObject(value)) throw new Unreadable();
  for (const [right, roles] of Object.entries(value)) {
    const names = Array.isArray(roles) ? roles : [roles];
    if (!RIGHTS.has(right) || names.some((name) => typeof name !== 'string')) throw new Unreadable();
  }
  return JSON.stringify(value);
}

function read(data: Uint8Array): { readonly fields: Fields; readonly limits: StreamLimits } {
  const fields = parsed(data);
  const { $maxAge, $maxCount, $tb, $tmp, $cacheControl, $acl } = fields;
  if ($tmp !== undefined && typeof $tmp !== 'boolean') throw new Unreadable();
  duration($cacheControl);
  const limits = {
    maxAge: duration($maxAge),
    maxCount: wholeNumber($maxCount, 1n),
    truncateBefore: wholeNumber($tb, 0n),
    acl: accessList($acl),
  };
  return { fields, limits };
}

function readable(data: Uint8Array | undefined): ReturnType<typeof read> {
  if (data === undefined) return { fields: {}, limits: NO_LIMITS };
  try {
    return read(data);
  } catch (error) {
    if (error instanceof Unreadable) return { fields: {}, limits: NO_LIMITS };
    throw error;
  }
}

/**
 * Reads the limits from the data of a `$metadata` event, as the real server does: one field that it cannot
 * read makes it ignore all of them, and a limit that allows nothing is none.
 */
export const limitsOf = (data: Uint8Array): StreamLimits => readable(data).limits;

/** The same metadata with another `$tb`; `SOFT_DELETED` is the largest int64. */
export function withTruncateBefore(data: Uint8Array | undefined, truncateBefore: number): Buffer {
  const before = truncateBefore >= SOFT_DELETED ? MAX_INT64 : BigInt(truncateBefore);
  const { fields } = readable(data);
  return Buffer.from(JSON.stringify({ ...fields, $tb: JSON.rawJSON(String(before)) }));
}
