import type { CallContext, SignedGrant } from '@egov/chassis/application';
import type { DossierId } from '../../domain/ids.ts';
import { refusal } from '../../domain/reasons.ts';
import { readDossier } from './read-dossier.ts';
import type { Deps } from '../deps.ts';

/**
 * Grants the caller a file of a dossier that they may see with the applicant's data. The grant is for a file
 * of the applicant, whoever handed it in: naming a file of somebody else opens nothing.
 */
export const grantPaper = ({ signGrant, ...deps }: Pick<Deps, 'dossiers' | 'read' | 'signGrant'>) => {
  const read = readDossier(deps);
  return async (
    { dossierId, fileRef }: Readonly<{ dossierId: DossierId; fileRef: string }>,
    context: CallContext,
  ): Promise<SignedGrant> => {
    const { view, reader } = await read({ dossierId, code: undefined, minPosition: undefined }, context);
    const names = view.components.some((component) => component.fileRef === fileRef);
    if (reader !== 'entitled' || !names) throw refusal('NOT_FOUND');
    return signGrant({
      audience: 'files',
      subject: context.principal.subject,
      verb: 'read',
      thing: fileRef,
      owner: view.applicant.personId,
      record: `dossier:${view.dossierId}`,
    });
  };
};
