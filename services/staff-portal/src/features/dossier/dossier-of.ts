import { isUuid } from '@egov/chassis/domain';
import { PageError, type Visit } from '@egov/chassis/web';
import type { Dossier } from '@egov/proto/egov/procedures/v1/dossier';
import type { StaffServices } from '../../services.ts';

/** The dossier of the address, as it is or was. */
export const dossierOf = async (
  { dossierQueries }: StaffServices,
  visit: Pick<Visit, 'params' | 'query' | 'call'>,
  past: Readonly<{ asOf?: Date | undefined; asOfRevision?: bigint | undefined }> = {},
): Promise<Dossier> => {
  const dossierId = visit.params.id ?? '';
  if (!isUuid(dossierId)) throw new PageError('not-found', 'Not an id of a dossier.');
  const { dossier } = await dossierQueries.getDossier(
    {
      dossierId,
      asOfRevision: past.asOfRevision,
      asOfAt: past.asOf,
      minPosition: positionIn(visit),
    },
    visit.call,
  );
  if (dossier === undefined) throw new PageError('not-found', 'The response has no dossier.');
  return dossier;
};

/** The position of the act just done: the next page waits until the read model includes it. */
export const positionIn = ({ query: { position = '' } }: Pick<Visit, 'query'>): bigint | undefined =>
  /^\d{1,18}$/u.test(position) ? BigInt(position) : undefined;
