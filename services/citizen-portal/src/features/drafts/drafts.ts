import type { Note, PersonNotes } from '@egov/chassis/web';

const KIND = 'application';
/** The part of a form that a draft stores; the session's token and the idempotency key are left out. */
const kept = ['case_name', 'name', 'id_number', 'phone', 'email', 'address', 'summary'] as const;
const MAX_TEXT = 4_000;

/** An application in progress: the fields as typed, valid or not, with its procedure. */
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

/** Stores the input so far, unchecked, since a draft is for unfinished forms. */
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
