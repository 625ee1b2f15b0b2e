import type { Cell, ProjectionDb, StoredEvent } from '@egov/chassis/projections';
import { foldVietnamese } from '@egov/chassis/domain';
import type { DossierEvent } from '../../domain/dossier/events.ts';
import { nationalStates, stateAfter } from '../../domain/dossier/national-states.ts';
import { channelCodes } from './codes.ts';
import { wordIndex } from './dossier-table.ts';
import { scopeWord } from './scope-word.ts';
import { column } from './column.ts';

type Stored<Type extends DossierEvent['type']> = StoredEvent<Extract<DossierEvent, { type: Type }>>;
type Row = { key: number; state: number; agency_id: string; import_id: string; revision: number };

/** Adds the row of a new dossier. */
export function insertDossier(db: ProjectionDb, event: Stored<'DossierSubmitted' | 'DossierImported'>): void {
  const { data } = event;
  const imported = event.type === 'DossierImported' ? event.data : undefined;
  const submitted = event.type === 'DossierSubmitted' ? event.data : undefined;
  const cameIn = column(event.occurred);
  const state = nationalStates[stateAfter(event) ?? 'registered'];
  const holder = imported?.holder;
  const inserted = db.get<{ key: number }>(
    `INSERT INTO dossier_v1 (dossier_id, temporary_id, state, procedure_id, procedure_code, procedure_name,
      agency_id, holder_agency_id, holder_official_id, channel, person_id, applicant_name, summary, import_id,
      came_in_at, received_at, due, deadline, end_date, last_step_id, revision)
     VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (dossier_id) DO NOTHING RETURNING key`,
    data.dossierId,
    submitted?.temporaryId,
    state,
    data.rules.procedureId,
    data.procedureCode,
    data.rules.name,
    data.agencyId,
    holder?.agencyId ?? data.agencyId,
    holder?.officialId ?? null,
    channelCodes[data.channel],
    data.applicant.personId,
    data.applicant.name,
    data.summary,
    event.importId ?? '',
    cameIn,
    cameIn,
    column(imported?.due.promised),
    column(imported?.deadline),
    column(imported?.endDate),
    data.rules.steps.at(-1)?.stepId ?? null,
    event.revision,
  );
  if (!inserted) return;
  count(db, event.importId ?? '', data.agencyId, state, 1);
  const scope = { agencyId: data.agencyId, importId: event.importId ?? '' };
  insertWords(db, inserted.key, scope, [data.rules.name], wordIndex(false));
  insertWords(db, inserted.key, scope, [data.applicant.name, data.rules.name, data.summary]);
}

/**
 * Updates a dossier's row by an event: its state and revision, and the columns that the event changes. A
 * repeated event changes nothing.
 */
export function changeDossier(
  db: ProjectionDb,
  event: StoredEvent<DossierEvent>,
  columns: Readonly<Record<string, Cell>> = {},
): void {
  const row = db.get<Row>(
    'SELECT key, state, agency_id, import_id, revision FROM dossier_v1 WHERE dossier_id = ?',
    event.data.dossierId,
  );
  if (!row || row.revision >= event.revision) return;
  const phase = stateAfter(event);
  const state = phase ? nationalStates[phase] : row.state;
  const names = Object.keys(columns);
  db.run(
    `UPDATE dossier_v1 SET state = ?, revision = ?${names.map((name) => `, ${name} = ?`).join('')} ` +
      'WHERE key = ?',
    state,
    event.revision,
    ...Object.values(columns),
    row.key,
  );
  if (state === row.state) return;
  count(db, row.import_id, row.agency_id, row.state, -1);
  count(db, row.import_id, row.agency_id, state, 1);
}

/** Blanks a person's data in their dossiers, including the search words. */
export function blankPerson(db: ProjectionDb, personId: string): void {
  db.run(
    'UPDATE dossier_v1 SET applicant_name = NULL, summary = NULL, late_reason = NULL WHERE person_id = ?',
    personId,
  );
  type Named = { key: number; procedure_name: string; agency_id: string; import_id: string };
  for (const { key, procedure_name, agency_id, import_id } of db.all<Named>(
    'SELECT key, procedure_name, agency_id, import_id FROM dossier_v1 WHERE person_id = ?',
    personId,
  )) {
    db.run('DELETE FROM dossier_v1_text WHERE rowid = ?', key);
    insertWords(db, key, { agencyId: agency_id, importId: import_id }, [procedure_name]);
  }
}

/** The words change only by forgetting: the code has its own index, since changing words costs most. */
function insertWords(
  db: ProjectionDb,
  key: number,
  { agencyId, importId }: { agencyId: string; importId: string },
  words: readonly (string | null)[],
  index = wordIndex(true),
): void {
  db.run(
    `INSERT INTO ${index} (rowid, words, scope) VALUES (?, ?, ?)`,
    key,
    foldVietnamese(words.filter((word) => word !== null).join(' ')),
    `${scopeWord.agency(agencyId)} ${scopeWord.import(importId)}`,
  );
}

function count(db: ProjectionDb, importId: string, agencyId: string, state: number, by: 1 | -1): void {
  db.run(
    `INSERT INTO dossier_v1_count (import_id, agency_id, state, count) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET count = count + excluded.count`,
    importId,
    agencyId,
    state,
    by,
  );
}
