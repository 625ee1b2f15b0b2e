import { agenciesInScope, queryOptions, type CallContext } from '@egov/chassis/application';
import type { Applicant } from '../../domain/dossier/applicant.ts';
import { dossierId } from '../../domain/ids.ts';
import { dossierRecord } from '../../views/dossier-record.ts';
import { personOfNumber } from './person-of-number.ts';
import { refusal } from '../../domain/reasons.ts';
import type { Deps } from '../deps.ts';

/** Only this many of the newest dossiers are read. */
const MAX_LOOKED_AT = 20;

/**
 * Returns the applicant's data from the newest dossier of a person that was received at a counter or by post,
 * and that the caller may see, on `dossier.receive` and `dossier.read-personal` there. What is submitted
 * online proves nothing of the number in it.
 */
export const findApplicant =
  ({ dossiers, read, ...deps }: Pick<Deps, 'dossiers' | 'read' | 'keys' | 'hash'>) =>
  async ({ idNumber }: Readonly<{ idNumber: string }>, context: CallContext): Promise<Applicant> => {
    const { principal } = context;
    principal.require('dossier.read-personal');
    // Narrowed before any dossier is read: a number that is known elsewhere costs what an unknown one does.
    const ids = await read.receivedOfPerson(
      {
        personId: await personOfNumber(deps, idNumber),
        agencies: agenciesInScope(context, 'dossier.receive', undefined),
        max: MAX_LOOKED_AT,
      },
      queryOptions({ minPosition: undefined }, context),
    );
    for (const id of ids) {
      const { view } = (await dossiers.view(dossierId(id), dossierRecord, context.signal)).view;
      const sees =
        view !== null &&
        view.channel !== 'online' &&
        (['dossier.receive', 'dossier.read-personal'] as const).every((permission) =>
          principal.may(permission, view.agencyId, view.holder.agencyId),
        );
      if (sees && view.applicant.name !== null) return view.applicant;
    }
    throw refusal('NOT_FOUND');
  };
