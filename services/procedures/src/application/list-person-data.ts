import type { CallContext } from '@egov/chassis/runtime';
import { dossierView, type DossierView } from '../projections/dossier-view.ts';
import { including, type Includes, type Read } from './reading.ts';
import type { Records } from './records.ts';

/** One field held on a person. */
export type PersonDatum = Readonly<{ record: string; field: string; value: string }>;

/** Lists all that is held on an applicant, on `person.read` of the whole province; empty where nothing is. */
export const listPersonData =
  ({ dossiers, read }: Pick<Records, 'dossiers'> & Read) =>
  async (
    input: Includes & Readonly<{ personId: string }>,
    context: CallContext,
  ): Promise<readonly PersonDatum[]> => {
    context.principal.require('person.read', undefined);
    const data: PersonDatum[] = [];
    for (const id of await read.dossiersOfPerson({ personId: input.personId }, including(input, context))) {
      const view = dossierView((await dossiers.read(id)).events);
      if (view) data.push(...dataOf(view));
    }
    return data;
  };

const dataOf = ({ dossierId, applicant, summary }: DossierView): PersonDatum[] => {
  const { name, idNumber, phone, email, address } = applicant;
  return Object.entries({ name, id_number: idNumber, phone, email, address, summary }).flatMap(
    ([field, value]) => (value === null ? [] : [{ record: `dossier:${dossierId}`, field, value }]),
  );
};
