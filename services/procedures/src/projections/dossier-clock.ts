import type { Instant } from '@egov/chassis/domain';
import { projection, type Projection, type ProjectionDb, type StoredEvent } from '@egov/chassis/projections';
import type { DossierEvent } from '../domain/dossier/events.ts';
import { column } from './instants.ts';

/** Keeps the due time and the pause as they were before; only what is given changes. */
function tick(db: ProjectionDb, event: StoredEvent<DossierEvent>, change: { due?: Instant | null; paused?: boolean }): void {
  const { dossierId } = event.data;
  const before = db.get<{ due: number | null; paused: number }>('SELECT due, paused FROM dossier_clock_v1 WHERE dossier_id = ? ORDER BY revision DESC LIMIT 1', dossierId);
  db.run('INSERT INTO dossier_clock_v1 (dossier_id, revision, at, due, paused) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    dossierId, event.revision, column(event.occurred),
    change.due === undefined ? before?.due : column(change.due), change.paused ?? (before?.paused === 1));
}

/** How each dossier's clock stood from when on: due time and whether it was paused, so that a report of a past day counts as that day did. */
export const dossierClock: Projection = projection<DossierEvent>({
  table: 'dossier_clock_v1',
  schema: `
    CREATE TABLE dossier_clock_v1 (
      dossier_id TEXT NOT NULL, revision INTEGER NOT NULL, at INTEGER NOT NULL, due INTEGER, paused INTEGER NOT NULL, PRIMARY KEY (dossier_id, revision)
    ) STRICT, WITHOUT ROWID;`,
  on: {
    DossierAccepted: (db, event) => { tick(db, event, { due: event.data.due.promised, paused: false }); },
    SupplementRequested: (db, event) => { tick(db, event, { paused: true }); },
    SupplementReceived: (db, event) => { tick(db, event, { due: event.data.due.promised, paused: false }); },
    DossierSuspended: (db, event) => { tick(db, event, { paused: true }); },
    DossierResumed: (db, event) => { tick(db, event, { due: event.data.due.promised, paused: false }); },
    PaymentRequested: (db, event) => { tick(db, event, { paused: true }); },
    PaymentConfirmed: (db, event) => { tick(db, event, { due: event.data.due.promised, paused: false }); },
    DossierExtended: (db, event) => { tick(db, event, { due: event.data.due }); },
  },
});
