import type { Cell, ProjectionDb, StoredEvent } from '@egov/chassis/runtime';
import { foldVietnamese } from '@egov/chassis/domain';
import type { DossierEvent } from '../domain/dossier/events.ts';
import { nationalStates, stateAfter } from '../domain/dossier/national-states.ts';
import { channelCodes } from './codes.ts';
import { column } from './instants.ts';

type Stored<Type extends DossierEvent['type']> = StoredEvent<Extract<DossierEvent, { type: Type }>>;
type Row = { key: number; state: number; agency_id: string; import_id: string; revision: number };

/** Adds the row of a dossier that came in. */
export function insertDossier(db: ProjectionDb, event: Stored<'DossierSubmitted' | 'DossierImported'>): void {
  const { data } = event;
  const imported = event.type === 'DossierImported' ? event.data : undefined;
  const submitted = event.type === 'DossierSubmitted' ? event.data : undefined;
  const cameIn = column(event.occurred);
  const state = nationalStates[stateAfter(event) ?? 'registered'];
  const holder = imported?.holder;
  const { changes } = db.run(
    `INSERT INTO dossier_v1 (dossier_id, temporary_id, state, procedure_id, procedure_code, procedure_name, agency_id, holder_agency_id, holder_official_id,
       channel, person_id, applicant_name, summary, import_id, came_in_at, received_at, due, deadline, end_date, revision)
     VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (dossier_id) DO NOTHING`,
    data.dossierId, submitted?.temporaryId, state, data.rules.procedureId, data.procedureCode, data.rules.name, data.agencyId,
    holder?.agencyId ?? data.agencyId, holder?.officialId ?? null, channelCodes[data.channel], data.applicant.personId,
    data.applicant.name, data.summary, event.importId ?? '', cameIn, cameIn,
    column(imported?.due.promised), column(imported?.deadline), column(imported?.endDate), event.revision);
  if (changes === 0) return;
  count(db, event.importId ?? '', data.agencyId, state, 1);
  writeWords(db, data.dossierId);
}

/** Brings a dossier's row to an event: its state and revision, and the columns that the event says. An event seen before changes nothing. */
export function changeDossier(db: ProjectionDb, event: StoredEvent<DossierEvent>, columns: Readonly<Record<string, Cell>> = {}): void {
  const row = db.get<Row>('SELECT key, state, agency_id, import_id, revision FROM dossier_v1 WHERE dossier_id = ?', event.data.dossierId);
  if (!row || row.revision >= event.revision) return;
  const phase = stateAfter(event);
  const state = phase ? nationalStates[phase] : row.state;
  const names = Object.keys(columns);
  db.run(`UPDATE dossier_v1 SET state = ?, revision = ?${names.map((name) => `, ${name} = ?`).join('')} WHERE key = ?`,
    state, event.revision, ...Object.values(columns), row.key);
  if (state === row.state) return;
  count(db, row.import_id, row.agency_id, row.state, -1);
  count(db, row.import_id, row.agency_id, state, 1);
}

/** Writes the words a dossier is found by: its code, or the temporary id before it has one, applicant, procedure and summary, folded. */
export function writeWords(db: ProjectionDb, dossierId: string): void {
  const row = db.get<{ key: number; code: string | null; temporary_id: string | null; applicant_name: string | null; procedure_name: string; summary: string | null }>(
    'SELECT key, code, temporary_id, applicant_name, procedure_name, summary FROM dossier_v1 WHERE dossier_id = ?', dossierId);
  if (!row) return;
  const words = [row.code ?? row.temporary_id, row.applicant_name, row.procedure_name, row.summary].filter((word) => word !== null);
  db.run('DELETE FROM dossier_v1_text WHERE rowid = ?', row.key);
  db.run('INSERT INTO dossier_v1_text (rowid, words) VALUES (?, ?)', row.key, foldVietnamese(words.join(' ')));
}

function count(db: ProjectionDb, importId: string, agencyId: string, state: number, by: 1 | -1): void {
  db.run(`INSERT INTO dossier_v1_count (import_id, agency_id, state, count) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET count = count + excluded.count`, importId, agencyId, state, by);
}
