import { derivedId, type CallContext, type ExpectedRevision, type Receipt } from '@egov/chassis/application';
import type { LocalDate } from '@egov/chassis/domain';
import { procedureId as idOf, type ProcedureId } from '../../domain/ids.ts';
import type { ProcedureTerms } from '../../domain/procedure/terms.ts';
import { ownedProcedure } from './owned-procedure.ts';
import { ensureCodeFree } from './procedure-codes.ts';
import type { Deps } from '../deps.ts';

type Proposal = ExpectedRevision &
  Readonly<{ procedureId: ProcedureId | undefined; terms: ProcedureTerms; inForceFrom: LocalDate }>;

/**
 * Proposes a version of a procedure, new or known, on `procedure.propose` of the agency that owns it and of
 * the one that will own it.
 */
export const proposeProcedureVersion =
  (records: Pick<Deps, 'procedures' | 'procedureCodes'>) =>
  async (
    { procedureId: wanted, terms, inForceFrom, expectedRevision }: Proposal,
    context: CallContext,
  ): Promise<Receipt & Readonly<{ procedureId: ProcedureId; version: number }>> => {
    context.principal.require('procedure.propose', terms.agencyId);
    const procedureId = wanted ?? idOf(derivedId('procedures', context.actor.id, context.requestId));
    const { revision, position, state } = await records.procedures.handle({
      id: procedureId,
      context,
      expectedRevision,
      authorise: (known) => {
        if (known.phase !== 'unknown') ownedProcedure('procedure.propose', context, known);
      },
      command: async () => {
        if (!terms.recorded) await ensureCodeFree(records, terms.code, procedureId, context);
        return { type: 'ProposeProcedureVersion', data: { procedureId, terms, inForceFrom } };
      },
    });
    return {
      procedureId,
      version: state.phase === 'unknown' ? 0 : state.versions.length,
      revision,
      position,
    };
  };
