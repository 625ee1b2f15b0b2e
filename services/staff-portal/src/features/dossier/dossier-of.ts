import { PageError, type Visit } from '@egov/chassis/web';
import type { Dossier } from '@egov/proto/egov/procedures/v1/dossier';
import type { StaffServices } from '../../services.ts';

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu;

/** The dossier of the address, as it is or was. */
export const dossierOf = async (
  { dossierQueries }: StaffServices,
  visit: Pick<Visit, 'params' | 'query' | 'call'>,
  past: Readonly<{ asOf?: Date | undefined; asOfRevision?: bigint | undefined }> = {},
): Promise<Dossier> => {
  const dossierId = visit.params.id ?? '';
  if (!uuid.test(dossierId)) throw new PageError('not-found', 'No identity of a dossier.');
  const { dossier } = await dossierQueries.getDossier(
    {
      dossierId,
      code: '',
      asOfRevision: past.asOfRevision,
      asOfAt: past.asOf,
      minPosition: positionIn(visit),
    },
    visit.call,
  );
  if (dossier === undefined) throw new PageError('not-found', 'The answer holds no dossier.');
  return dossier;
};

/** The position of the act just done: the page after it waits until the read model has it. */
export const positionIn = ({ query: { position = '' } }: Pick<Visit, 'query'>): bigint =>
  /^\d{1,18}$/u.test(position) ? BigInt(position) : 0n;
