import type { CallContext, ExpectedRevision, Receipt } from '@egov/chassis/application';
import type { RenameAgency } from '../../domain/agency/decide.ts';
import { ownAgency } from './own-agency.ts';
import type { Deps } from '../deps.ts';

/** Gives an agency another name from a day, on `agency.manage` of it or of the one above it. */
export const renameAgency =
  ({ agencies }: Pick<Deps, 'agencies'>) =>
  (
    { expectedRevision, ...data }: RenameAgency['data'] & ExpectedRevision,
    context: CallContext,
  ): Promise<Receipt> =>
    agencies.handle({
      id: data.agencyId,
      context,
      expectedRevision,
      authorise: ownAgency(context, 'agency.manage'),
      command: { type: 'RenameAgency', data },
    });
