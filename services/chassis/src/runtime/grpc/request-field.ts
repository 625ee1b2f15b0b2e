import { z } from 'zod';
import { isUuid, type Instant } from '../../domain/mod.ts';

// Control characters except tab and line ends: NUL truncates texts in other systems, and people write none of
// them.
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const MAX_TEXT = 4_000;
const MAX_TOKEN = 2_000;

const wellFormed = (value: string): boolean => value.isWellFormed() && !CONTROL.test(value);

/** A required UUID, lower-cased. */
export const uuid = () =>
  z
    .string()
    .refine(isUuid, 'must be a UUID')
    .transform((id) => id.toLowerCase());

/** The required id of a kind of record: `field.id(agencyId)`. */
export const id = <Id>(of: (text: string) => Id) => uuid().transform(of);

/** Maximum length of a text, in UTF-16 units. */
export type TextLimits = Readonly<{ max?: number; pattern?: RegExp }>;

const someText = ({ max = MAX_TEXT, pattern }: TextLimits) => {
  const limited = z
    .string()
    .max(max, `must be at most ${max} characters long`)
    .refine(wellFormed, 'must not contain control characters');
  return pattern === undefined
    ? limited
    : limited.refine((value) => value === '' || pattern.test(value), `must match ${pattern.source}`);
};

/** A required text: trimmed, not empty, without control characters. */
export const text = (limits: TextLimits = {}) =>
  someText(limits)
    .transform((value) => value.trim())
    .refine((value) => value !== '', 'must not be empty');

// Beyond these years ISO 8601 needs zeros or a sign, and no office needs them.
const FIRST_INSTANT = Date.parse('1000-01-01T00:00:00.000Z');
const LAST_INSTANT = Date.parse('9999-12-31T23:59:59.999Z');

/** A required timestamp, as an instant. */
export const instant = () =>
  z
    .custom<Date>(
      (value) => value instanceof Date && value.getTime() >= FIRST_INSTANT && value.getTime() <= LAST_INSTANT,
      'must be a timestamp of the years 1000 to 9999',
    )
    .transform((date): Instant => date.toISOString());

const isCalendarDay = (value: string): boolean => {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00.000Z`) : undefined;
  return (
    day !== undefined &&
    !Number.isNaN(day.getTime()) &&
    day.toISOString().startsWith(value) &&
    value >= '0001'
  );
};

/** A required day of the calendar, `2026-07-06`. */
export const localDate = () => z.string().refine(isCalendarDay, 'must be a day like 2026-07-06');

/** A required time of day, `07:30`. */
export const localTime = () => z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time like 07:30');

type EnumNumbers = Readonly<Record<string, number>>;
type Known<E extends EnumNumbers> = Exclude<E[keyof E], 0 | -1>;

const known = <E extends EnumNumbers>(values: E) => {
  const numbers = new Set<number>(Object.values(values).filter((value) => value > 0));
  return { numbers, mustBe: `must be one of ${[...numbers].join(', ')}` };
};

/** A required value of a generated enum, other than UNSPECIFIED. */
export const enumeration = <const E extends EnumNumbers>(values: E) => {
  const { numbers, mustBe } = known(values);
  return z
    .custom<E[keyof E]>((value) => numbers.has(value as number), mustBe)
    .transform((value) => value as Known<E>);
};

/** An int32 from `min` to `max`. */
export const count = ({ min = 0, max = 2_147_483_647 }: Readonly<{ min?: number; max?: number }> = {}) =>
  z
    .number()
    .int(`must be from ${min} to ${max}`)
    .min(min, `must be from ${min} to ${max}`)
    .max(max, `must be from ${min} to ${max}`);

/** An int64 that is not negative. */
export const amount = ({ max = 2n ** 63n - 1n }: Readonly<{ max?: bigint }> = {}) =>
  z.bigint().min(0n, 'must not be negative').max(max, `must be at most ${max}`);

/** An int64 as a number, for event data, which is plain JSON. */
export const int64AsNumber = () => amount({ max: BigInt(Number.MAX_SAFE_INTEGER) }).transform(Number);

/** A revision that the caller has seen. */
export const revision = () => amount();

/** A position of the log. */
export const position = () => amount();

/** The number of entries of a page; `default` when absent. */
export const pageSize = ({
  default: otherwise = 50,
  max = 200,
}: Readonly<{ default?: number; max?: number }> = {}) => count({ min: 1, max }).default(otherwise);

/** The token of a page after the first. Its content is checked where it is decoded. */
export const pageToken = () =>
  z
    .string()
    .max(MAX_TOKEN, 'must be a token that was returned before')
    .regex(/^[\w.~:=+/-]+$/, 'must be a token that was returned before');

/** A field that may be absent: then `null`, as event data has it. */
export const orNull = <Value extends z.ZodType>(value: Value) =>
  value.optional().transform((sent): z.output<Value> | null => sent ?? null);

/** A list, by default of at most 1,000 elements. */
export const list = <Item extends z.ZodType>(
  item: Item,
  { min = 0, max = 1_000 }: Readonly<{ min?: number; max?: number }> = {},
) =>
  z.array(item).min(min, `must have at least ${min} elements`).max(max, `must have at most ${max} elements`);

/** Texts by key. Problems are reported for the whole map, as keys may be about people. */
export const textMap = ({
  maxEntries = 100,
  maxKey = 200,
  maxValue = MAX_TEXT,
}: Readonly<{ maxEntries?: number; maxKey?: number; maxValue?: number }> = {}) =>
  z.custom<Record<string, string>>(
    (value) => {
      const entries =
        typeof value === 'object' && value !== null
          ? Object.entries(value as Record<string, unknown>)
          : undefined;
      return (
        entries !== undefined &&
        entries.length <= maxEntries &&
        entries.every(
          ([key, entry]) =>
            key.length <= maxKey &&
            wellFormed(key) &&
            typeof entry === 'string' &&
            entry.length <= maxValue &&
            wellFormed(entry),
        )
      );
    },
    `must have at most ${maxEntries} entries, keys of at most ${maxKey} and values of at most ` +
      `${maxValue} characters, without control characters`,
  );

/** Bytes, by default at most 1 MiB. */
export const bytes = ({ max = 1_048_576 }: Readonly<{ max?: number }> = {}) =>
  z.custom<Uint8Array>(
    (value) => value instanceof Uint8Array && value.length <= max,
    `must be at most ${max} bytes`,
  );

type MessageField<Shape extends z.ZodRawShape> = Readonly<{ shape: Shape }> &
  z.ZodType<{ [Name in keyof Shape]: z.output<Shape[Name]> }, z.input<z.ZodObject<Shape>>>;

/**
 * A required message with its fields, or the request itself: `field.message({ dossierId: field.uuid() })`. A
 * field that is absent is there as `undefined`, as in every generated message.
 */
export const message = <Shape extends z.ZodRawShape>(shape: Shape): MessageField<Shape> =>
  z.object(shape, 'is required') as unknown as MessageField<Shape>;

/** A boolean. */
export const flag = () => z.boolean();

/** A finite floating-point number. */
export const double = ({
  min = -Number.MAX_VALUE,
  max = Number.MAX_VALUE,
}: Readonly<{ min?: number; max?: number }> = {}) =>
  z.number(`must be a finite number`).min(min, `must be at least ${min}`).max(max, `must be at most ${max}`);
