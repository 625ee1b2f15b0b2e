import { localMoment, type FieldError, type Translate } from '@egov/chassis/web';

/** What a field of an act's form asks for. */
export type FieldKind =
  | 'text'
  | 'optional-text'
  | 'long-text'
  | 'optional-long-text'
  | 'lines'
  | 'agency'
  | 'official'
  | 'step'
  | 'moment'
  | 'optional-moment'
  | 'amount'
  | 'tick'
  | 'granted'
  | 'payment-outcome'
  | 'method'
  | 'optional-lines'
  | 'papers';

/** A parsed field; each kind fills its own part. */
export type FieldValue = Readonly<{
  text: string;
  lines: readonly string[];
  moment: Date | undefined;
  amount: bigint;
  ticked: boolean;
}>;

const nothing: FieldValue = { text: '', lines: [], moment: undefined, amount: 0n, ticked: false };
const MAX_TEXT = 2_000;
const MAX_LINES = 50;

/** What may be left empty; a dossier without an official is handed over to the unit. */
const optional: readonly FieldKind[] = [
  'optional-text',
  'optional-long-text',
  'optional-lines',
  'optional-moment',
  'official',
  'step',
  'tick',
];

/** What may be chosen, each with a text `dossier.<choice>`. */
export const choices = {
  granted: ['granted', 'denied'],
  'payment-outcome': ['paid', 'waived', 'cancelled'],
  method: ['counter', 'online', 'post'],
} as const;

/** The values of a form by field; a field that the form does not have is empty. */
export type FieldValues = Readonly<
  Record<
    | 'promised'
    | 'reason'
    | 'legal_ground'
    | 'defects'
    | 'papers'
    | 'satisfies'
    | 'agency_id'
    | 'official_id'
    | 'step_id'
    | 'note'
    | 'outcome'
    | 'authority'
    | 'amount'
    | 'description'
    | 'reference'
    | 'new_due'
    | 'granted'
    | 'document'
    | 'received_by'
    | 'pay_by'
    | 'result_code'
    | 'payment_outcome'
    | 'method'
    | 'text'
    | 'papers_missing'
    | 'papers_received',
    FieldValue
  >
>;

/** Parses a form field by field; every invalid field is reported. */
export function readFields(
  fields: Readonly<Record<string, FieldKind>>,
  form: Readonly<Record<string, unknown>>,
  t: Translate,
): Readonly<{ values: FieldValues; errors: readonly FieldError[] }> {
  const errors: FieldError[] = [];
  const values: Record<string, FieldValue> = {};
  for (const [field, kind] of Object.entries(fields)) {
    const sent = form[field];
    const read =
      kind === 'papers'
        ? { lines: tickedIn(sent) }
        : readField(kind, typeof sent === 'string' ? sent.trim() : '');
    if (typeof read === 'string')
      errors.push({ field, text: t(read, { field: t(`dossier.field.${field}`) }) });
    else values[field] = { ...nothing, ...read };
  }
  return {
    values: new Proxy(values, { get: (known, name) => known[String(name)] ?? nothing }) as FieldValues,
    errors,
  };
}

function readField(kind: FieldKind, text: string): Partial<FieldValue> | string {
  if (text.length > MAX_TEXT) return 'dossier.field-long';
  if (text === '' && !optional.includes(kind)) return 'dossier.field-needed';
  switch (kind) {
    case 'lines':
    case 'optional-lines':
      return linesOf(text);
    case 'moment':
      return momentOf(text);
    case 'optional-moment':
      return text === '' ? {} : momentOf(text);
    case 'amount':
      return /^\d{1,3}([.\s]?\d{3}){0,3}$|^\d{1,12}$/u.test(text)
        ? { amount: BigInt(text.replaceAll(/\D/gu, '')) }
        : 'dossier.field-amount';
    case 'tick':
      return { ticked: text === 'yes' };
    case 'granted':
    case 'payment-outcome':
    case 'method':
      return choices[kind].some((known) => known === text) ? { text } : 'dossier.field-needed';
    default:
      return { text };
  }
}

/** Checkboxes of one name: many are an array, one is a string, none is nothing; an empty one is none. */
export const tickedIn = (sent: unknown): readonly string[] =>
  [sent ?? []]
    .flat()
    .filter((value): value is string => typeof value === 'string' && value !== '')
    .slice(0, MAX_LINES);

function linesOf(text: string): Partial<FieldValue> | string {
  const lines = text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.length > MAX_LINES ? 'dossier.field-long' : { lines };
}

/** A moment as browsers send it from `datetime-local`, or typed; local to the province. */
function momentOf(text: string): Partial<FieldValue> | string {
  const moment = localMoment(text);
  return moment === undefined ? 'dossier.field-moment' : { moment };
}
