import { SOFT_DELETED } from './records.ts';

/** The parts of a stream's metadata that change what is read. */
export interface StreamLimits {
  readonly maxAge: number | null;
  readonly maxCount: number | null;
  readonly truncateBefore: number | null;
  readonly acl: string | null;
}

export const NO_LIMITS: StreamLimits = { maxAge: null, maxCount: null, truncateBefore: null, acl: null };

const LARGEST_INT64 = '9223372036854775807';
const PLACEHOLDER = '__largest_int64__';

function parsed(data: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(data).toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch (error) {
    // As in the real server, metadata that is not JSON is stored as it is and limits nothing.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const whole = (value: unknown): number | null => {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) return null;
  return Math.min(Math.trunc(value), SOFT_DELETED);
};

/** Reads the limits from the data of a `$metadata` event. */
export function limitsOf(data: Uint8Array): StreamLimits {
  const value = parsed(data);
  if (value === undefined) return NO_LIMITS;
  const acl = value.$acl;
  return {
    maxAge: whole(value.$maxAge),
    maxCount: whole(value.$maxCount),
    truncateBefore: whole(value.$tb),
    acl: acl === undefined || acl === null ? null : JSON.stringify(acl),
  };
}

/** The same metadata with another `$tb`; the largest whole number stands for "deleted". */
export function withTruncateBefore(data: Uint8Array | undefined, truncateBefore: number): Buffer {
  const value = (data === undefined ? undefined : parsed(data)) ?? {};
  const text = JSON.stringify({
    ...value,
    $tb: truncateBefore >= SOFT_DELETED ? PLACEHOLDER : truncateBefore,
  });
  return Buffer.from(text.replace(`"${PLACEHOLDER}"`, LARGEST_INT64));
}
