import type { CallContext } from '@egov/chassis/application';
import type { PublishProcedureVersion } from '../domain/procedure/commands.ts';
import { ownedProcedure } from './owned-procedure.ts';
import type { Receipt, Records, Seen } from './records.ts';

/**
 * Publishes a proposed version, on `procedure.publish` of its agency, by another person than who proposed it.
 */
export const publishProcedureVersion =
  ({ procedures }: Pick<Records, 'procedures'>) =>
  (
    { expectedRevision, ...data }: PublishProcedureVersion['data'] & Seen,
    context: CallContext,
  ): Promise<Receipt> =>
    procedures.handle({
      id: data.procedureId,
      context,
      expectedRevision,
      authorise: (state) => ownedProcedure('procedure.publish', context, state),
      command: { type: 'PublishProcedureVersion', data },
    });
