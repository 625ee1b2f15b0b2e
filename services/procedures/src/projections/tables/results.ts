import { projection, type Projection } from '@egov/chassis/projections';
import type { DossierEvent } from '../../domain/dossier/events.ts';
import { column } from './column.ts';

/** The current result of each dossier, by which anybody checks a document: released, and not sent back. */
export const results: Projection = projection<DossierEvent>({
  table: 'result_v1',
  schema: `
    CREATE TABLE result_v1 (
      dossier_id TEXT PRIMARY KEY, revision INTEGER NOT NULL, document TEXT, outcome TEXT NOT NULL,
      released_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;`,
  on: {
    ResultReleased: (db, { aggregateId, revision, occurred, data }) => {
      db.run(
        'INSERT INTO result_v1 (dossier_id, revision, document, outcome, released_at) ' +
          'VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET ' +
          'revision = excluded.revision, document = excluded.document, ' +
          'outcome = excluded.outcome, released_at = excluded.released_at WHERE excluded.revision > revision',
        aggregateId,
        revision,
        data.document,
        data.outcome,
        column(occurred),
      );
    },
    ResultSentBack: (db, { aggregateId, revision }) => {
      db.run('DELETE FROM result_v1 WHERE dossier_id = ? AND revision < ?', aggregateId, revision);
    },
  },
});
