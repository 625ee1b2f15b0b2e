import { localMoment } from '@egov/chassis/web';
import { z } from 'zod';

const MAX_TEXT = 2_000;
const MAX_LINES = 50;
/** As many papers as a procedure may ask for. */
const MAX_TICKED = 200;

/** What is drawn for a field. */
export type Widget =
  | 'line'
  | 'paragraph'
  | 'one-a-line'
  | 'agency'
  | 'official'
  | 'step'
  | 'moment'
  | 'amount'
  | 'tick'
  | 'choice'
  | 'papers';

/** A field of an act's form: what is drawn for it, and the schema of its value. */
export type Field<Value = unknown> = Readonly<{
  widget: Widget;
  schema: z.ZodType<Value>;
  /** What may be chosen, each with a text `dossier.<choice>`. */
  choices?: readonly string[];
}>;

/** The fields of a form by name, each with the type of its value. */
export type Fields<Values> = Readonly<{ [Name in keyof Values]: Field<Values[Name]> }>;

/**
 * The schema of a form with these fields.
 *
 * @param oneOf at least one of these lists must name something
 */
export function formOf<Values extends object>(
  fields: Fields<Values>,
  oneOf: readonly (keyof Values & string)[],
): z.ZodType<Values> {
  const schemas = Object.entries<Field>(fields).map(([name, { schema }]) => [name, schema]);
  const form = z
    .object(Object.fromEntries(schemas))
    .refine((values) => oneOf.length === 0 || oneOf.some((name) => [values[name] ?? []].flat().length > 0), {
      path: oneOf.slice(-1),
      message: 'dossier.field-one-of',
      when: () => true,
    });
  // An object of these schemas has these values; TypeScript cannot follow it through the entries.
  return form as unknown as z.ZodType<Values>;
}

/** What was sent, if anything. */
const anything = z.unknown().optional();
const typed = anything.transform((sent) => (typeof sent === 'string' ? sent.trim() : ''));
const bounded = typed.pipe(z.string().max(MAX_TEXT, 'dossier.field-long'));
const required = bounded.pipe(z.string().min(1, 'dossier.field-needed'));
const optional = bounded.transform((text) => (text === '' ? undefined : text));

const field = <Value>(widget: Widget, schema: z.ZodType<Value>): Field<Value> => ({ widget, schema });

export const text = () => field('line', required);
export const optionalText = () => field('line', optional);
export const longText = () => field('paragraph', required);
export const optionalLongText = () => field('paragraph', optional);
export const agency = () => field('agency', required);
/** Empty when the dossier goes to the unit. */
export const official = () => field('official', optional);
export const step = () => field('step', optional);
export const tick = () =>
  field(
    'tick',
    typed.transform((sent) => sent === 'yes'),
  );
export const papers = () =>
  field(
    'papers',
    anything.transform(tickedIn).pipe(z.array(z.string()).max(MAX_TICKED, 'dossier.field-long')),
  );

export const optionalLines = () =>
  field(
    'one-a-line',
    bounded
      .transform((lines) =>
        lines
          .split(/\r?\n/u)
          .map((line) => line.trim())
          .filter(Boolean),
      )
      .pipe(z.array(z.string()).max(MAX_LINES, 'dossier.field-long')),
  );

export const moment = () => field('moment', required.transform(momentOf));
export const optionalMoment = () =>
  field(
    'moment',
    bounded.transform((sent, context) => (sent === '' ? undefined : momentOf(sent, context))),
  );

/** Dong, with or without separators of thousands. */
export const amount = () =>
  field(
    'amount',
    required
      .pipe(z.string().regex(/^\d{1,3}([.\s]?\d{3}){0,3}$|^\d{1,12}$/u, 'dossier.field-amount'))
      .transform((sent) => BigInt(sent.replaceAll(/\D/gu, ''))),
  );

/** One of these words, as the value that the service knows it by. */
export const choice = <Value>(values: Readonly<Record<string, Value>>): Field<Value> => ({
  widget: 'choice',
  choices: Object.keys(values),
  schema: bounded.transform((sent, context) => {
    const chosen = Object.hasOwn(values, sent) ? values[sent] : undefined;
    if (chosen !== undefined) return chosen;
    context.addIssue('dossier.field-needed');
    return z.NEVER;
  }),
});

/** Checkboxes of one name: many are an array, one is a string, none is nothing; an empty one is none. */
export function tickedIn(sent: unknown): string[] {
  return [sent ?? []].flat().filter((value): value is string => typeof value === 'string' && value !== '');
}

/** A moment as browsers send it from `datetime-local`, or typed; local to the province. */
function momentOf(sent: string, context: z.RefinementCtx): Date {
  const found = localMoment(sent);
  if (found !== undefined) return found;
  context.addIssue('dossier.field-moment');
  return z.NEVER;
}
