import type { Instant } from '@egov/chassis/domain';
import { projection, type Projection, type ProjectionDb, type StoredEvent } from '@egov/chassis/projections';
import type { DossierEvent, Holder } from '../../domain/dossier/events.ts';
import { nationalStates, stateAfter } from '../../domain/dossier/national-states.ts';
import { column } from './column.ts';

type Standing = {
  state: number;
  holder_agency_id: string;
  holder_official_id: string | null;
  due: number | null;
  paused_since: number | null;
};
type Change = Readonly<{ due?: Instant | null; paused?: boolean; holder?: Holder }>;

/** Writes the dossier's standing after an event, if it has changed. */
function stand(
  db: ProjectionDb,
  event: StoredEvent<DossierEvent>,
  { due, paused, holder }: Change = {},
): void {
  const { dossierId, agencyId } = event.data;
  const before = db.get<Standing>(
    'SELECT state, holder_agency_id, holder_official_id, due, paused_since ' +
      'FROM dossier_standing_v1 WHERE dossier_id = ? ORDER BY revision DESC LIMIT 1',
    dossierId,
  );
  const phase = stateAfter(event);
  const after: Standing = {
    state: phase ? nationalStates[phase] : (before?.state ?? nationalStates.registered),
    holder_agency_id: holder?.agencyId ?? before?.holder_agency_id ?? agencyId,
    holder_official_id: holder ? holder.officialId : (before?.holder_official_id ?? null),
    due: due === undefined ? (before?.due ?? null) : column(due),
    paused_since: pausedSince(before, event, paused),
  };
  const same =
    before && (Object.keys(after) as (keyof Standing)[]).every((name) => before[name] === after[name]);
  if (same) return;
  db.run(
    `INSERT INTO dossier_standing_v1 (dossier_id, revision, at, recorded, state, holder_agency_id,
      holder_official_id, due, paused_since)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    dossierId,
    event.revision,
    column(event.occurred),
    column(event.at),
    after.state,
    after.holder_agency_id,
    after.holder_official_id,
    after.due,
    after.paused_since,
  );
}

function pausedSince(
  before: Standing | undefined,
  event: StoredEvent<DossierEvent>,
  paused: boolean | undefined,
): number | null {
  if (paused === undefined) return before?.paused_since ?? null;
  return paused ? (before?.paused_since ?? column(event.occurred)) : null;
}

const stands = (db: ProjectionDb, event: StoredEvent<DossierEvent>): void => {
  stand(db, event);
};
const pauses = (db: ProjectionDb, event: StoredEvent<DossierEvent>): void => {
  stand(db, event, { paused: true });
};
const ends = (db: ProjectionDb, event: StoredEvent<DossierEvent>): void => {
  stand(db, event, { paused: false });
};

/**
 * The standing of each live dossier over time: state, holder, due time and pause, so that a report or a desk
 * of a past day is as of that day. `at` is when it happened, `recorded` when it was recorded.
 */
export const dossierStanding: Projection = projection<DossierEvent>({
  table: 'dossier_standing_v1',
  schema: `
    CREATE TABLE dossier_standing_v1 (
      dossier_id TEXT NOT NULL, revision INTEGER NOT NULL, at INTEGER NOT NULL, recorded INTEGER NOT NULL,
        state INTEGER NOT NULL,
      holder_agency_id TEXT NOT NULL, holder_official_id TEXT, due INTEGER, paused_since INTEGER,
        PRIMARY KEY (dossier_id, revision)
    ) STRICT, WITHOUT ROWID;`,
  on: {
    DossierSubmitted: stands,
    DossierAccepted: (db, event) => {
      stand(db, event, { due: event.data.due.promised, paused: false, holder: event.data.holder });
    },
    DossierRefused: ends,
    SupplementRequested: pauses,
    SupplementReceived: (db, event) => {
      stand(db, event, { due: event.data.due.promised, paused: false });
    },
    DossierSuspended: pauses,
    DossierResumed: (db, event) => {
      stand(db, event, { due: event.data.due.promised, paused: false });
    },
    DossierHandedOver: (db, event) => {
      stand(db, event, { holder: event.data.to });
    },
    StepStarted: (db, event) => {
      stand(db, event, { holder: event.data.holder });
    },
    PaymentRequested: pauses,
    PaymentConfirmed: (db, event) => {
      stand(db, event, { due: event.data.due.promised, paused: false });
    },
    DossierExtended: (db, event) => {
      stand(db, event, { due: event.data.due });
    },
    DossierStopped: ends,
    DossierWithdrawn: ends,
    ResultReleased: stands,
    ResultSentBack: stands,
    ResultReturned: stands,
  },
});
