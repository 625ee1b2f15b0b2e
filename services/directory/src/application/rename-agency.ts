import type { CallContext } from '@egov/chassis/application';
import type { RenameAgency } from '../domain/agency/decide.ts';
import { ownAgency } from './own-agency.ts';
import type { Receipt, Records, Seen } from './records.ts';

/** Gives an agency another name from a day, on `agency.manage` of it or of the one above it. */
export const renameAgency =
  ({ agencies }: Pick<Records, 'agencies'>) =>
  ({ expectedRevision, ...data }: RenameAgency['data'] & Seen, context: CallContext): Promise<Receipt> =>
    agencies.handle({
      id: data.agencyId,
      context,
      expectedRevision,
      authorise: ownAgency(context, 'agency.manage'),
      command: { type: 'RenameAgency', data },
    });
