// What a service's projections are written with. Every worker thread imports it, so keep heavy imports out.
export type { StoredEvent } from '../runtime/event-log/stored-event.ts';
export type { PersonDatum, PersonForgotten } from '../runtime/person/person.ts';
export { ftsQuery } from '../runtime/projections/fts-query.ts';
export { pageOf, type Page, type PageAsked } from '../runtime/projections/page.ts';
export { pageToken } from '../runtime/projections/page-token.ts';
export {
  projection,
  type Projection,
  type ProjectionDb,
  type ReadModels,
} from '../runtime/projections/projection.ts';
export type { QueryDb } from '../runtime/projections/queries.ts';
export type { Cell } from '../runtime/projections/row.ts';
export { serviceReadModels } from '../runtime/projections/service-read-models.ts';
export { timerTable, type DueTimer, type Timer } from '../runtime/projections/timer-table.ts';
export { anyOf, where, type Clause } from '../runtime/projections/where.ts';
