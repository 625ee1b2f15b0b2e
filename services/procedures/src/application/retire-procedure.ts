import type { CallContext } from '@egov/chassis/application';
import type { RetireProcedure } from '../domain/procedure/commands.ts';
import { ownedProcedure } from './owned-procedure.ts';
import type { Receipt, Records, Seen } from './records.ts';

/** Ends a procedure after a day, on `procedure.publish` of its agency. */
export const retireProcedure =
  ({ procedures }: Pick<Records, 'procedures'>) =>
  ({ expectedRevision, ...data }: RetireProcedure['data'] & Seen, context: CallContext): Promise<Receipt> =>
    procedures.handle({
      id: data.procedureId,
      context,
      expectedRevision,
      authorise: (state) => ownedProcedure('procedure.publish', context, state),
      command: { type: 'RetireProcedure', data },
    });
