import {
  projection,
  type PersonForgotten,
  type Projection,
  type ProjectionDb,
  type StoredEvent,
} from '@egov/chassis/projections';
import type { DossierEvent } from '../../domain/dossier/events.ts';
import { column } from './column.ts';

type Stored<Type extends DossierEvent['type']> = StoredEvent<Extract<DossierEvent, { type: Type }>>;
type Step = Readonly<{ activity: string; resource: string | null; at: number | null; flagged?: boolean }>;

/** The name of a step, resource or attribute as a number: names repeat by the million. */
function nameId(db: ProjectionDb, name: string): number {
  const known = db.get<{ id: number }>('SELECT id FROM dossier_step_v2_name WHERE name = ?', name);
  if (known) return known.id;
  db.run('INSERT INTO dossier_step_v2_name (name) VALUES (?)', name);
  return nameId(db, name);
}

function caseKey(db: ProjectionDb, dossierId: string): number | undefined {
  return db.get<{ key: number }>('SELECT key FROM dossier_step_v2_case WHERE dossier_id = ?', dossierId)?.key;
}

function openCase(db: ProjectionDb, event: Stored<'DossierSubmitted' | 'DossierImported'>): void {
  const { data } = event;
  db.run(
    'INSERT INTO dossier_step_v2_case ' +
      '(dossier_id, import_id, person_id, agency_id, procedure_id, came_in_at) ' +
      'VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    data.dossierId,
    event.importId ?? '',
    data.applicant.personId,
    data.agencyId,
    data.rules.procedureId,
    column(event.occurred),
  );
}

function addStep(
  db: ProjectionDb,
  event: StoredEvent<DossierEvent>,
  { activity, resource, at, flagged = false }: Step,
): void {
  const key = caseKey(db, event.data.dossierId);
  if (key === undefined || at === null) return;
  db.run(
    'INSERT INTO dossier_step_v2 (case_key, seq, activity, resource, at, flagged) ' +
      'VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    key,
    event.revision,
    nameId(db, activity),
    resource === null ? null : nameId(db, resource),
    at,
    flagged,
  );
}

/** A live act is a step with the name of its event, done by its actor. */
const act = (db: ProjectionDb, event: StoredEvent<DossierEvent>): void => {
  addStep(db, event, { activity: event.type, resource: event.actor.id, at: column(event.occurred) });
};

function importCase(db: ProjectionDb, event: Stored<'DossierImported'>): void {
  openCase(db, event);
  const key = caseKey(db, event.data.dossierId);
  for (const [attribute, value] of Object.entries(event.data.attributes ?? {})) {
    db.run(
      'INSERT INTO dossier_step_v2_attribute (case_key, attribute, value) VALUES (?, ?, ?) ' +
        'ON CONFLICT DO NOTHING',
      key,
      nameId(db, attribute),
      value,
    );
  }
}

/** The steps of every dossier in the order of the log: what process statistics are mined from. */
export const dossierSteps: Projection = projection<DossierEvent | PersonForgotten>({
  table: 'dossier_step_v2',
  schema: `
    CREATE TABLE dossier_step_v2 (
      case_key INTEGER NOT NULL, seq INTEGER NOT NULL, activity INTEGER NOT NULL, resource INTEGER,
        at INTEGER NOT NULL, flagged INTEGER NOT NULL,
      PRIMARY KEY (case_key, seq)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE dossier_step_v2_case (
      key INTEGER PRIMARY KEY, dossier_id TEXT NOT NULL UNIQUE, import_id TEXT NOT NULL,
        person_id TEXT NOT NULL, agency_id TEXT NOT NULL, procedure_id TEXT NOT NULL,
        came_in_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX dossier_step_v2_case_period ON dossier_step_v2_case (import_id, came_in_at);
    CREATE INDEX dossier_step_v2_case_person ON dossier_step_v2_case (person_id)
      WHERE import_id <> '';
    CREATE TABLE dossier_step_v2_attribute (case_key INTEGER NOT NULL, attribute INTEGER NOT NULL,
      value TEXT NOT NULL, PRIMARY KEY (case_key, attribute)) STRICT, WITHOUT ROWID;
    CREATE TABLE dossier_step_v2_name (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;`,
  on: {
    DossierSubmitted: (db, event) => {
      openCase(db, event);
      act(db, event);
    },
    DossierImported: importCase,
    StepRecorded: (db, event) => {
      const { activity, resource, occurred, flags } = event.data;
      addStep(db, event, { activity, resource, at: column(occurred), flagged: flags.length > 0 });
    },
    StepCompleted: (db, event) => {
      addStep(db, event, {
        activity: event.data.step.name,
        resource: event.actor.id,
        at: column(event.occurred),
      });
    },
    DossierAccepted: act,
    DossierRefused: act,
    SupplementRequested: act,
    SupplementReceived: act,
    SupplementExpired: act,
    DossierSuspended: act,
    DossierResumed: act,
    DossierHandedOver: act,
    StepStarted: act,
    PaymentRequested: act,
    PaymentConfirmed: act,
    PaymentRefunded: act,
    DossierExtended: act,
    DossierStopped: act,
    DossierWithdrawn: act,
    ResultReleased: act,
    ResultSentBack: act,
    ResultReturned: act,
    DossierRated: act,
    PersonForgotten: (db, { data }) => {
      db.run(
        'DELETE FROM dossier_step_v2_attribute WHERE case_key IN ' +
          "(SELECT key FROM dossier_step_v2_case WHERE person_id = ? AND import_id <> '')",
        data.personId,
      );
    },
  },
});
