import { CallFailed } from '@egov/chassis/grpc';
import { loadRecordedProcedure, recordedProcedureId, type Loaders } from '@egov/local';

/**
 * Sees to it that the procedure of imported histories is in force. Two accounts: who proposes a version may
 * not publish it.
 */
export async function ensureRecordedProcedure({ proposer, publisher }: Loaders): Promise<void> {
  try {
    await proposer.catalogue.getProcedure({
      procedureId: recordedProcedureId,
      code: '',
      asOfDay: '',
      minPosition: 0n,
    });
  } catch (error) {
    if (!(error instanceof CallFailed) || error.codeName !== 'NOT_FOUND') throw error;
    await loadRecordedProcedure({ proposer, publisher });
  }
}
