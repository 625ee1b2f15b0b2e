import type { PersonNotes } from '@egov/chassis/web';

/** The columns a desk may show; the code is always there, as it leads to the dossier. */
export const columns = [
  'code',
  'applicant',
  'procedure',
  'state',
  'channel',
  'received',
  'due',
  'waiting',
] as const;
export type Column = (typeof columns)[number];

const usual: readonly Column[] = ['code', 'applicant', 'procedure', 'state', 'received', 'due'];
const KIND = 'desk-columns';

/** The columns that an official chose, the usual ones before any choice. */
export async function columnsOf(notes: PersonNotes, subject: string): Promise<readonly Column[]> {
  const chosen = await notes.get<readonly string[]>(subject, KIND, 'desk');
  return chosen === undefined ? usual : inOrder(chosen.value);
}

/** Stores a choice; unknown columns are dropped. */
export const chooseColumns = (
  notes: PersonNotes,
  subject: string,
  wanted: readonly unknown[],
): Promise<void> => notes.put(subject, KIND, 'desk', inOrder(wanted));

const inOrder = (wanted: readonly unknown[]): readonly Column[] =>
  columns.filter((column) => column === 'code' || wanted.includes(column));
