import type { PersonDatum, QueryOptions } from '@egov/chassis/application';
import { dossierRecord } from '../../views/dossier-record.ts';
import type { DossierView } from '../../views/dossier-view.ts';
import type { Deps } from '../deps.ts';

/** Lists all data held on an applicant in all their dossiers; empty if there is none. */
export const heldOnApplicant =
  ({ dossiers, read }: Pick<Deps, 'dossiers' | 'read'>) =>
  async (personId: string, options: QueryOptions): Promise<readonly PersonDatum[]> => {
    const data: PersonDatum[] = [];
    for (const id of await read.dossiersOfPerson({ personId }, options)) {
      const { view } = (await dossiers.view(id, dossierRecord, options.signal)).view;
      if (view) data.push(...dataOf(view));
    }
    return data;
  };

const dataOf = ({ dossierId, applicant, summary, components }: DossierView): PersonDatum[] => {
  const { name, idNumber, phone, email, address } = applicant;
  const record = `dossier:${dossierId}`;
  const said = Object.entries({ name, id_number: idNumber, phone, email, address, summary });
  return [
    ...said.flatMap(([field, value]) => (value === null ? [] : [{ record, field, value }])),
    ...components.flatMap(({ fileName }) =>
      typeof fileName === 'string' ? [{ record, field: 'file_name', value: fileName }] : [],
    ),
  ];
};
