import { foldVietnamese } from '@egov/chassis/domain';
import { projection, type Projection } from '@egov/chassis/projections';
import type { ProcedureEvent } from '../../domain/procedure/events.ts';

/** The catalogue: one row per version, with its content as JSON; `folded` is the text for searching. */
export const procedureList: Projection = projection<ProcedureEvent>({
  table: 'procedure_v1',
  schema: `
    CREATE TABLE procedure_v1 (
      procedure_id TEXT NOT NULL, version INTEGER NOT NULL, published INTEGER NOT NULL,
        in_force_from TEXT NOT NULL,
      code TEXT NOT NULL, name TEXT NOT NULL, field TEXT NOT NULL, agency_id TEXT NOT NULL,
        folded TEXT NOT NULL, terms TEXT NOT NULL,
      proposed_by TEXT NOT NULL, published_by TEXT, published_at TEXT, PRIMARY KEY (procedure_id, version)
    ) STRICT;
    CREATE INDEX procedure_v1_code ON procedure_v1 (code);
    CREATE TABLE procedure_v1_record (procedure_id TEXT PRIMARY KEY, retired_on TEXT,
      revision INTEGER NOT NULL) STRICT, WITHOUT ROWID;`,
  on: {
    ProcedureVersionProposed: (db, { data, actor, revision }) => {
      const { terms } = data;
      db.run(
        `INSERT INTO procedure_v1 (procedure_id, version, published, in_force_from, code, name, field,
          agency_id, folded, terms, proposed_by)
          VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
        data.procedureId,
        data.version,
        data.inForceFrom,
        terms.code,
        terms.name,
        terms.field,
        terms.agencyId,
        foldVietnamese(`${terms.code} ${terms.name}`),
        JSON.stringify(terms),
        actor.id,
      );
      db.run(
        'INSERT INTO procedure_v1_record (procedure_id, revision) VALUES (?, ?) ON CONFLICT ' +
          'DO UPDATE SET revision = excluded.revision',
        data.procedureId,
        revision,
      );
    },
    ProcedureVersionPublished: (db, { data, actor, occurred, revision }) => {
      db.run(
        'UPDATE procedure_v1 ' +
          'SET published = 1, in_force_from = ?, published_by = ?, published_at = ? ' +
          'WHERE procedure_id = ? AND version = ?',
        data.inForceFrom,
        actor.id,
        occurred,
        data.procedureId,
        data.version,
      );
      db.run(
        'UPDATE procedure_v1_record SET revision = ? WHERE procedure_id = ?',
        revision,
        data.procedureId,
      );
    },
    ProcedureRetired: (db, { data, revision }) => {
      db.run(
        'UPDATE procedure_v1_record SET retired_on = ?, revision = ? WHERE procedure_id = ?',
        data.retiredOn,
        revision,
        data.procedureId,
      );
    },
  },
});
