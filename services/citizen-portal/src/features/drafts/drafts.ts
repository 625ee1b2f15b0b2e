import type { Note, PersonNotes } from '@egov/chassis/web';

const KIND = 'application';
/** What a draft keeps of a form; the token of a session and the idempotency key are not of the draft. */
const kept = ['case_name', 'name', 'id_number', 'phone', 'email', 'address', 'summary'] as const;
const MAX_TEXT = 4_000;

/** An application begun: the fields as typed, right or wrong, under the procedure it is for. */
export type Draft = Readonly<{
  procedureName: string;
  fields: Readonly<Record<string, string>>;
  papers: readonly string[];
}>;

export const draftOf = (
  notes: PersonNotes,
  subject: string,
  procedureId: string,
): Promise<Note<Draft> | undefined> => notes.get(subject, KIND, procedureId);

export const draftsOf = (notes: PersonNotes, subject: string): Promise<readonly Note<Draft>[]> =>
  notes.all(subject, KIND);

export const dropDraft = (notes: PersonNotes, subject: string, procedureId: string): Promise<void> =>
  notes.remove(subject, KIND, procedureId);

/** Keeps what is typed so far; nothing is checked, since an unfinished form is what a draft is for. */
export function keepDraft(
  notes: PersonNotes,
  subject: string,
  procedure: Readonly<{ procedureId: string; name: string }>,
  form: Readonly<Record<string, unknown>>,
): Promise<void> {
  const fields = Object.fromEntries(
    kept.flatMap((field) =>
      typeof form[field] === 'string' ? [[field, form[field].slice(0, MAX_TEXT)]] : [],
    ),
  );
  const papers = [form.papers ?? []]
    .flat()
    .filter((paper): paper is string => typeof paper === 'string')
    .slice(0, 200);
  return notes.put(subject, KIND, procedure.procedureId, {
    procedureName: procedure.name,
    fields,
    papers,
  } satisfies Draft);
}
