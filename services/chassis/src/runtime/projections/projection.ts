import type { Event } from '../../domain/decider.ts';
import type { EventCatalogue } from '../../domain/event-catalogue.ts';
import { personAggregate } from '../person/person.ts';
import type { StoredEvent } from '../event-log/stored-event.ts';
import type { Queries } from './queries.ts';
import type { Cell, Row } from './row.ts';

/**
 * The read model as a projection writes it, in the transaction that also moves the checkpoint. Each statement
 * is prepared once.
 */
export type ProjectionDb = Readonly<{
  run: (sql: string, ...values: readonly Cell[]) => Readonly<{ changes: number }>;
  get: <T = Row>(sql: string, ...values: readonly Cell[]) => T | undefined;
  all: <T = Row>(sql: string, ...values: readonly Cell[]) => readonly T[];
}>;

/** What one projection does with each type of event; never throws on a stored event, never decides. */
export type ProjectionHandlers<E extends Event> = Readonly<{
  [Type in E['type']]?: (db: ProjectionDb, event: StoredEvent<Extract<E, { type: Type }>>) => void;
}>;

/** One read model: its tables, and how each event changes them. */
export type Projection<E extends Event = Event> = Readonly<{
  /**
   * The main table, with its version: `dossier_list_v1`. A changed projection takes a new name, and is filled
   * from the first event.
   */
  table: string;
  /**
   * Creates the main table and all that belongs to it; every object is dropped with it. FTS5 tables must not
   * be contentless.
   */
  schema: string;
  on: ProjectionHandlers<E>;
}>;

/**
 * What a service's `src/projections/mod.ts` exports by default. Worker threads import it, so importing must
 * do nothing.
 */
export type ReadModels = Readonly<{
  /** The service's name; also the name of the file in the data directory. */
  service: string;
  /** The name prefixes of the streams to follow: `['procedures_']`. */
  prefixes: readonly string[];
  /** The event types by stream category: `{ procedures_dossier: dossierEvents }`. */
  catalogues: Readonly<Record<string, EventCatalogue>>;
  projections: readonly Projection[];
  queries: Queries;
}>;

const VERSIONED = /^[a-z][a-z0-9_]*_v[1-9][0-9]*$/;

/** Declares a projection; throws if its main table has no version or is not in its schema. */
export const projection = <E extends Event>(declared: Projection<E>): Projection => {
  if (!VERSIONED.test(declared.table))
    throw new TypeError(`The table '${declared.table}' needs a version at its end, such as dossier_list_v1.`);
  if (!declared.schema.includes(declared.table))
    throw new TypeError(`The schema of '${declared.table}' does not create it.`);
  return Object.freeze(declared) as unknown as Projection;
};

/** Declares the read models of a service, each table once. Every service has the events of forgetting. */
export const readModels = (declared: ReadModels): ReadModels => {
  const tables = declared.projections.map(({ table }) => table);
  const twice = tables.find((table, at) => tables.indexOf(table) !== at);
  if (twice !== undefined) throw new TypeError(`Two projections write the table '${twice}'.`);
  const { category, catalogue } = personAggregate(declared.service);
  return Object.freeze({ ...declared, catalogues: { ...declared.catalogues, [category]: catalogue } });
};
