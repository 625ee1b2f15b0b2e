import { projection, type Projection } from '@egov/chassis/projections';
import type { DossierEvent } from '../../domain/dossier/events.ts';
import { column } from './column.ts';

/** Applicants' ratings: one row each, without the comment. */
export const ratings: Projection = projection<DossierEvent>({
  table: 'rating_v1',
  schema: `
    CREATE TABLE rating_v1 (
      dossier_id TEXT NOT NULL, revision INTEGER NOT NULL, agency_id TEXT NOT NULL,
        procedure_code TEXT NOT NULL, subject TEXT NOT NULL, target_id TEXT,
      score INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (dossier_id, revision)
    ) STRICT, WITHOUT ROWID;`,
  on: {
    DossierRated: (db, event) => {
      const { dossierId, agencyId, procedureCode, subject, targetId, score } = event.data;
      db.run(
        'INSERT INTO rating_v1 (dossier_id, revision, agency_id, procedure_code, subject, ' +
          'target_id, score, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
        dossierId,
        event.revision,
        agencyId,
        procedureCode,
        subject,
        targetId,
        score,
        column(event.occurred),
      );
    },
  },
});
