import { CallFailed } from '@egov/chassis/grpc';
import { loadRecordedProcedure, recordedProcedureId, type Loaders } from '@egov/local';

/**
 * Puts the procedure of imported histories in force. Two accounts, as the proposer of a version may not
 * publish it.
 */
export async function ensureRecordedProcedure({ proposer, publisher }: Loaders): Promise<void> {
  try {
    await proposer.catalogue.getProcedure({
      procedureId: recordedProcedureId,
    });
  } catch (error) {
    if (!(error instanceof CallFailed) || error.codeName !== 'NOT_FOUND') throw error;
    await loadRecordedProcedure({ proposer, publisher });
  }
}
