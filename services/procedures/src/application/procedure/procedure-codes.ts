import type { CallContext } from '@egov/chassis/application';
import { DAY_MS } from '@egov/chassis/domain';
import type { ProcedureId } from '../../domain/ids.ts';
import { refusal } from '../../domain/reasons.ts';
import { isPublished } from '../../domain/procedure/procedure.ts';
import type { ProcedureCode } from '../../domain/procedure-code/procedure-code.ts';
import type { Deps } from '../deps.ts';

type Needed = Pick<Deps, 'procedures' | 'procedureCodes'>;

/** No command takes a day: a claim that old without a publication was left by a refusal or a crash. */
const ABANDONED_AFTER_MS = DAY_MS;

async function isAbandoned(
  { procedures }: Needed,
  claim: ProcedureCode,
  { now }: CallContext,
): Promise<boolean> {
  if (claim.phase === 'free' || Date.parse(now) - Date.parse(claim.claimedAt) < ABANDONED_AFTER_MS)
    return false;
  return !isPublished((await procedures.load(claim.procedureId)).state);
}

/** Throws CODE_TAKEN if another procedure has been published under the code. */
export async function ensureCodeFree(
  records: Needed,
  code: string,
  procedureId: ProcedureId,
  context: CallContext,
): Promise<void> {
  const { state } = await records.procedureCodes.load(code);
  if (state.phase === 'free' || state.procedureId === procedureId) return;
  if (!(await isAbandoned(records, state, context))) throw refusal('CODE_TAKEN', { code });
}

/** Claims a code for a procedure before it is published under it. Throws CODE_TAKEN. */
export const claimCode = (
  records: Needed,
  code: string,
  procedureId: ProcedureId,
  context: CallContext,
): Promise<unknown> =>
  records.procedureCodes.handle({
    id: code,
    context,
    command: async (state) => ({
      type: 'ClaimProcedureCode',
      data: { code, procedureId, abandoned: await isAbandoned(records, state, context) },
    }),
  });
