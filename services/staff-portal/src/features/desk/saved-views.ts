import type { PersonNotes } from '@egov/chassis/web';
import { v5 } from 'uuid';
import { z } from 'zod';
import { listAddress } from '../../forms/list-address.ts';

const KIND = 'desk-view';
/** Identifies a view of an official: the same name again replaces it. */
const NAMESPACE = '6b1d0e0c-52d6-4c0d-9f3b-6f2f0f6a9b11';

/** A query of the desk that an official uses repeatedly. */
export type SavedView = Readonly<{ name: string; tab: string; text: string; channel: string }>;

/** The form that saves the current view under a name. */
export const savedViewForm = z.object({
  name: z.string().trim().min(1, 'desk.view-name-needed').max(60, 'desk.view-name-needed'),
  tab: z.string().max(40).default(''),
  text: z.string().max(200).default(''),
  channel: z.string().max(2).default(''),
});

export const saveView = (notes: PersonNotes, subject: string, view: SavedView): Promise<void> =>
  notes.put(subject, KIND, v5(view.name.toLowerCase(), NAMESPACE), view);

export const removeView = (notes: PersonNotes, subject: string, id: string): Promise<void> =>
  notes.remove(subject, KIND, id);

/** The views of an official by name, each with its address. */
export async function savedViews(
  notes: PersonNotes,
  subject: string,
): Promise<readonly Readonly<{ id: string; name: string; href: string }>[]> {
  const kept = await notes.all<SavedView>(subject, KIND);
  return kept
    .map(({ id, value: { name, ...question } }) => ({
      id,
      name,
      href: listAddress('/desk', question),
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'vi'));
}
