// What a service's projections are written with. It is imported in every worker thread, so nothing heavy may
// come in here.
export * from './acts.ts';
export * from './fts-query.ts';
export * from './page-token.ts';
export * from './projection.ts';
export * from './queries.ts';
export type { Cell, Row } from './row.ts';
export type { StoredEvent } from '../event-log/stored-event.ts';
export * from './timer-table.ts';
export * from './forgotten-persons.ts';
export type { PersonDatum, PersonForgotten } from '../person/person.ts';
