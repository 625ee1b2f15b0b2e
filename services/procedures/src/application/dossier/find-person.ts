import { queryOptions, WHOLE_PROVINCE, type CallContext } from '@egov/chassis/application';
import { dossierRecord } from '../../views/dossier-record.ts';
import { dossierId } from '../../domain/ids.ts';
import { personOfNumber } from './person-of-number.ts';
import { refusal } from '../../domain/reasons.ts';
import type { Deps } from '../deps.ts';

type Asked = Readonly<{ code: string | undefined; idNumber: string | undefined }>;

/**
 * Returns the id of a dossier's applicant, or of the person with a number who has a dossier, on `person.read`
 * of the whole province. Throws NOT_FOUND.
 */
export const findPerson = ({
  dossiers,
  read,
  ...deps
}: Pick<Deps, 'dossiers' | 'read' | 'keys' | 'hash'>) => {
  const ofDossier = async (code: string, context: CallContext): Promise<string | undefined> => {
    const found = await read.findDossier({ code }, queryOptions({ minPosition: undefined }, context));
    if (found === null) return undefined;
    const { view } = await dossiers.view(dossierId(found.dossierId), dossierRecord, context.signal);
    return view.view?.applicant.personId;
  };
  const ofNumber = async (idNumber: string, context: CallContext): Promise<string | undefined> => {
    const personId = await personOfNumber(deps, idNumber);
    const known = await read.dossiersOfPerson(
      { personId },
      queryOptions({ minPosition: undefined }, context),
    );
    return known.length > 0 ? personId : undefined;
  };
  return async ({ code, idNumber }: Asked, context: CallContext): Promise<string> => {
    context.principal.require('person.read', WHOLE_PROVINCE);
    const personId =
      (code === undefined ? undefined : await ofDossier(code, context)) ??
      (idNumber === undefined ? undefined : await ofNumber(idNumber, context));
    if (personId === undefined) throw refusal('NOT_FOUND');
    return personId;
  };
};
