// What a service's projections are written with. It is imported in every worker thread, so nothing heavy may
// come in here.
export type { StoredEvent } from '../runtime/event-log/stored-event.ts';
export type { PersonDatum, PersonForgotten } from '../runtime/person/person.ts';
export { actsOf, listActs, type ActPage, type ActRow, type ListActs } from '../runtime/projections/acts.ts';
export { forgottenPersonIds, forgottenPersons } from '../runtime/projections/forgotten-persons.ts';
export { ftsQuery } from '../runtime/projections/fts-query.ts';
export { pageToken } from '../runtime/projections/page-token.ts';
export {
  projection,
  readModels,
  type Projection,
  type ProjectionDb,
  type ReadModels,
} from '../runtime/projections/projection.ts';
export { queries, type QueryDb } from '../runtime/projections/queries.ts';
export type { Cell } from '../runtime/projections/row.ts';
export { timerTable, type DueTimer, type Timer } from '../runtime/projections/timer-table.ts';
