import type { QueryDb } from '@egov/chassis/projections';

/** The dossier with a code or a temporary id. */
export const findDossier = (db: QueryDb, { code }: { code: string }): { dossierId: string } | null => {
  const row =
    db.get<{ dossier_id: string }>('SELECT dossier_id FROM dossier_v1 WHERE code = ?', code) ??
    db.get<{ dossier_id: string }>('SELECT dossier_id FROM dossier_v1 WHERE temporary_id = ?', code);
  return row ? { dossierId: row.dossier_id } : null;
};

/** The dossiers of an applicant. */
export const dossiersOfPerson = (db: QueryDb, { personId }: { personId: string }): readonly string[] =>
  db
    .all<{ dossier_id: string }>(
      'SELECT dossier_id FROM dossier_v1 WHERE person_id = ? ORDER BY key',
      personId,
    )
    .map(({ dossier_id }) => dossier_id);
