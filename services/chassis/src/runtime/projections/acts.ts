import type { EventCatalogue, EventDeclaration } from '../../domain/event-catalogue.ts';
import type { Event } from '../../domain/decider.ts';
import { personCatalogue } from '../person/person.ts';
import { valueAt } from '../event-log/field-path.ts';
import { partsOfStream, type StoredEvent } from '../event-log/stored-event.ts';
import { pageOf, type Page, type PageAsked } from './page.ts';
import { pageToken } from './page-token.ts';
import { projection, type ProjectionDb } from './projection.ts';
import type { QueryDb } from './queries.ts';
import { anyOf, where } from './where.ts';

/**
 * Selects acts; instants in milliseconds. `agencies` are those in whose name the caller may see acts, null
 * for the province. `personal` is whether they may know which person a record is about.
 */
export type ListActs = PageAsked &
  Readonly<{
    agencies: readonly string[] | null;
    personal: boolean;
    actorId: string | undefined;
    eventType: string | undefined;
    from: number | undefined;
    before: number | undefined;
  }>;

/** One act; its instants in milliseconds. No actor if it is the person that the record is about. */
export type Act = Readonly<{
  position: number;
  eventType: string;
  category: string;
  recordId: string;
  recordedAt: number;
  occurredAt: number;
  actorId: string | null;
  actorAgencyId: string | null;
  requestId: string;
}>;

/** Records an act. Who once acted on a record as the person it is about always does. */
const record = (db: ProjectionDb, event: StoredEvent, { sealed = {} }: EventDeclaration): void => {
  if (event.importId !== undefined) return;
  const { category, aggregateId } = partsOfStream(event.stream);
  const named = Object.values(sealed).some((path) => valueAt(event.data, path, []) === event.actor.id);
  db.run(
    `INSERT INTO act_v1 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 OR EXISTS (SELECT 1 FROM act_v1
       WHERE record_id = ?4 AND actor_id = ?7 AND of_person)) ON CONFLICT DO NOTHING`,
    event.position,
    event.type,
    category,
    aggregateId,
    Date.parse(event.at),
    Date.parse(event.occurred),
    event.actor.id,
    event.actor.agencyId,
    event.requestId,
    named,
  );
};

/**
 * Who did what: one row per event of the service's catalogues or forgetting; the content stays in the log.
 * Imported histories are not acts.
 */
export const actsOf = (catalogues: readonly EventCatalogue[]) =>
  projection<Event>({
    table: 'act_v1',
    schema: `
    CREATE TABLE act_v1 (
      position INTEGER PRIMARY KEY, event_type TEXT NOT NULL, category TEXT NOT NULL, record_id TEXT NOT NULL,
        recorded INTEGER NOT NULL, occurred INTEGER NOT NULL,
      actor_id TEXT NOT NULL, actor_agency_id TEXT, request_id TEXT NOT NULL, of_person INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX act_v1_recorded ON act_v1 (recorded);
    CREATE INDEX act_v1_actor ON act_v1 (actor_id, position);
    CREATE INDEX act_v1_agency ON act_v1 (actor_agency_id, position);
    CREATE INDEX act_v1_person ON act_v1 (record_id, actor_id) WHERE of_person;`,
    on: Object.fromEntries(
      [...catalogues, personCatalogue]
        .flatMap((catalogue) => Object.entries(catalogue))
        .map(([type, declaration]) => [
          type,
          (db: ProjectionDb, event: StoredEvent) => {
            record(db, event, declaration);
          },
        ]),
    ),
  });

/** Returns a page of acts, newest recorded first: the projection's query. */
export function listActs(db: QueryDb, { pageSize, pageToken: token, ...query }: ListActs): Page<Act> {
  const [after] = pageToken.decode(query, token, 1) ?? [];
  const { agencies, personal, actorId, eventType, from, before } = query;
  const actor = personal ? 'actor_id' : 'iif(of_person, NULL, actor_id)';
  const { sql, values } = where([
    agencies === null ? undefined : anyOf('actor_agency_id', agencies),
    actorId === undefined ? undefined : [`actor_id = ?${personal ? '' : ' AND NOT of_person'}`, actorId],
    eventType === undefined ? undefined : ['event_type = ?', eventType],
    // The log is in order of time, so an instant is a position.
    from === undefined
      ? undefined
      : [
          'position >= ifnull((SELECT position FROM act_v1 WHERE recorded >= ? ORDER BY recorded, ' +
            'position LIMIT 1), 9223372036854775807)',
          from,
        ],
    before === undefined
      ? undefined
      : [
          'position < ifnull((SELECT position FROM act_v1 WHERE recorded >= ? ORDER BY recorded, ' +
            'position LIMIT 1), 9223372036854775807)',
          before,
        ],
    after === undefined ? undefined : ['position < ?', after],
  ]);
  const rows = db.all<Act>(
    `SELECT position, event_type AS eventType, category, record_id AS recordId, recorded AS recordedAt,
       occurred AS occurredAt, ${actor} AS actorId, actor_agency_id AS actorAgencyId, request_id AS requestId
     FROM act_v1 ${sql} ORDER BY position DESC LIMIT ?`,
    ...values,
    pageSize + 1,
  );
  return pageOf(rows, { query, size: pageSize, key: ({ position }) => [position], item: (act) => act });
}
