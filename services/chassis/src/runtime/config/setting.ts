import { z } from 'zod';

type Mark = { dev?: unknown; secret?: true };

const marks = z.registry<Mark>();

/** Declares a value for outside production only; in production every URL and secret must be set. */
export const dev = <Field extends z.ZodType>(field: Field, value: z.output<Field>): Field =>
  marked(field, { dev: value });

/** Declares that the value is never printed. */
export const secret = <Field extends z.ZodType>(field: Field): Field => marked(field, { secret: true });

/** A port; 0 lets the system choose. */
export const port = z.coerce.number().int().min(0).max(65_535);

/** How many of something are allowed. */
export const count = z.coerce.number().int().min(1);

function marked<Field extends z.ZodType>(field: Field, mark: Mark): Field {
  const copy = field.clone();
  marks.add(copy, mark);
  return copy;
}

/** What `--help` and errors print about a variable. */
export type Setting = Readonly<{
  /** What the value is, e.g. `a URL`. */
  kind: string;
  description: string;
  secret: boolean;
  optional: boolean;
  /** Default everywhere. */
  fallback: unknown;
  /** Default outside production. */
  dev: unknown;
}>;

/** Returns what a field declares about its variable. */
export function settingOf(field: z.ZodType): Setting {
  const shape = z.toJSONSchema(field);
  const { dev: devValue, secret: hidden = false } = marks.get(field) ?? {};
  return {
    kind: kindOf(shape),
    description: shape.description ?? '',
    secret: hidden,
    optional: field.safeParse(undefined).success,
    fallback: shape.default,
    dev: devValue,
  };
}

function kindOf({ enum: words, type, format, minimum, maximum }: z.core.JSONSchema.BaseSchema): string {
  if (words !== undefined) return `one of ${words.join(', ')}`;
  if (format === 'uri') return 'a URL';
  if (type !== 'integer') return type === 'string' ? 'a text' : `a ${type}`;
  const to = maximum === Number.MAX_SAFE_INTEGER ? '' : ` to ${maximum}`;
  return `a whole number from ${minimum}${to}`;
}
