import type { z } from 'zod';
import { hasText } from './texts.ts';
import type { Visit } from './visit.ts';

/**
 * An error of a field, in the visitor's language; `field` is its name in the form, empty for the whole form.
 */
export type FieldError = Readonly<{ field: string; text: string }>;

export type FormReading<Value> =
  | Readonly<{ ok: true; value: Value }>
  | Readonly<{ ok: false; errors: readonly FieldError[] }>;

/**
 * Parses the visit's form with a schema whose messages are keys of texts.
 *
 * @param labelOf what the visitor sees a field called, for messages that name it
 */
export function readForm<Schema extends z.ZodType>(
  schema: Schema,
  visit: Visit,
  labelOf: (field: string) => string = (field) => field,
): FormReading<z.output<Schema>> {
  const read = schema.safeParse(visit.form);
  if (read.success) return { ok: true, value: read.data };
  const errors = new Map<string, FieldError>();
  for (const { path, message } of read.error.issues) {
    const field = path.join('.');
    if (!errors.has(field))
      errors.set(field, {
        field,
        text: visit.t(hasText(visit.t, message) ? message : 'web.field-invalid', { field: labelOf(field) }),
      });
  }
  return { ok: false, errors: [...errors.values()] };
}
