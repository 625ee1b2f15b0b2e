import type { QueryDb } from '@egov/chassis/projections';
import type { ResultOutcome } from '../../domain/dossier/events.ts';

/** The result that was released under a code. */
export type CurrentResult = Readonly<{
  code: string;
  procedureName: string;
  agencyId: string;
  document: string;
  outcome: ResultOutcome;
  releasedAt: number;
}>;

/** Returns the current result of the dossier with an official code; null if there is none with a document. */
export const currentResult = (db: QueryDb, { code }: { code: string }): CurrentResult | null =>
  db.get<CurrentResult>(
    'SELECT d.code, d.procedure_name AS procedureName, d.agency_id AS agencyId, r.document, r.outcome, ' +
      'r.released_at AS releasedAt FROM dossier_v1 d JOIN result_v1 r ON r.dossier_id = d.dossier_id ' +
      'WHERE d.code = ? AND r.document IS NOT NULL',
    code,
  ) ?? null;
