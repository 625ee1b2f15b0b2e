import type { CallContext, ExpectedRevision, Receipt } from '@egov/chassis/application';
import type { PublishProcedureVersion } from '../../domain/procedure/commands.ts';
import { mayBePublished } from '../../domain/procedure/decide.ts';
import { ownedProcedure } from './owned-procedure.ts';
import { claimCode } from './procedure-codes.ts';
import type { Deps } from '../deps.ts';

/** Publishes a version that somebody else proposed, under a code that no other procedure has. */
export const publishProcedureVersion =
  (records: Pick<Deps, 'procedures' | 'procedureCodes'>) =>
  (
    { expectedRevision, ...data }: PublishProcedureVersion['data'] & ExpectedRevision,
    context: CallContext,
  ): Promise<Receipt> =>
    records.procedures.handle({
      id: data.procedureId,
      context,
      expectedRevision,
      authorise: (state) => ownedProcedure('procedure.publish', context, state),
      command: async (state) => {
        const { terms } = mayBePublished(data, context.actor.id, state);
        if (!terms.recorded) await claimCode(records, terms.code, data.procedureId, context);
        return { type: 'PublishProcedureVersion', data };
      },
    });
