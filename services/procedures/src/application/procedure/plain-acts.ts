import type { CallContext, ExpectedRevision, Receipt } from '@egov/chassis/application';
import type { RetireProcedure } from '../../domain/procedure/commands.ts';
import type { Deps } from '../deps.ts';
import { ownedProcedure } from './owned-procedure.ts';

type Plain = RetireProcedure;
type DataOf<Type extends Plain['type']> = Extract<Plain, { type: Type }>['data'];

/** Acts on a procedure whose command is the request itself. */
export function plainActs({ procedures }: Pick<Deps, 'procedures'>) {
  const act =
    <Type extends Plain['type']>(type: Type) =>
    (
      { expectedRevision, ...data }: DataOf<Type> & ExpectedRevision,
      context: CallContext,
    ): Promise<Receipt> =>
      procedures.handle({
        id: data.procedureId,
        context,
        expectedRevision,
        authorise: (state) => ownedProcedure('procedure.publish', context, state),
        command: { type, data } as never,
      });
  return {
    retireProcedure: act('RetireProcedure'),
  };
}
