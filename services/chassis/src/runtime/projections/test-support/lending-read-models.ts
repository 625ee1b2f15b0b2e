// A lending library, small enough to read at a glance: the read models that the tests of this folder fill and
// query.
import type { Event } from '../../../domain/decider.ts';
import { eventCatalogue } from '../../../domain/event-catalogue.ts';
import { foldVietnamese } from '../../../domain/fold-vietnamese.ts';
import { missing } from '../../../domain/refusal.ts';
import { ftsQuery } from '../fts-query.ts';
import { projection, readModels } from '../projection.ts';
import type { QueryDb } from '../queries.ts';

export type LendingEvent =
  | Event<
      'BookLent',
      { bookId: string; title: string; reader: { id: string; name: string | null }; days: number }
    >
  | Event<'LoanExtended', { days: number }>
  | Event<'BookReturned', { late: boolean }>
  | Event<'PersonForgotten', { personId: string }>;

const lendingEvents = eventCatalogue<LendingEvent>({
  BookLent: { schema: 1 },
  LoanExtended: { schema: 1 },
  BookReturned: { schema: 1 },
  PersonForgotten: { schema: 1 },
});

const loans = projection<LendingEvent>({
  table: 'loan_v1',
  schema: `
    CREATE TABLE loan_v1 (id TEXT PRIMARY KEY, book_id TEXT NOT NULL, reader_id TEXT NOT NULL,
      reader_name TEXT, days INTEGER NOT NULL,
      returned INTEGER NOT NULL, late INTEGER, revision INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX loan_v1_by_reader ON loan_v1 (reader_id, id);
    CREATE VIRTUAL TABLE loan_v1_search USING fts5(id UNINDEXED, folded,
      tokenize = "unicode61 remove_diacritics 0");`,
  on: {
    BookLent: (db, { aggregateId, revision, data }) => {
      db.run(
        'INSERT INTO loan_v1 VALUES (?, ?, ?, ?, ?, ?, NULL, ?)',
        aggregateId,
        data.bookId,
        data.reader.id,
        data.reader.name,
        data.days,
        false,
        revision,
      );
      db.run(
        'INSERT INTO loan_v1_search (id, folded) VALUES (?, ?)',
        aggregateId,
        foldVietnamese(`${data.title} ${data.reader.name ?? ''}`),
      );
    },
    LoanExtended: (db, { aggregateId, revision, data }) =>
      void db.run(
        'UPDATE loan_v1 SET days = days + ?, revision = ? WHERE id = ?',
        data.days,
        revision,
        aggregateId,
      ),
    BookReturned: (db, { aggregateId, revision, data }) =>
      void db.run(
        'UPDATE loan_v1 SET returned = 1, late = ?, revision = ? WHERE id = ?',
        data.late,
        revision,
        aggregateId,
      ),
    PersonForgotten: (db, { data }) => {
      for (const { id } of db.all<{ id: string }>(
        'SELECT id FROM loan_v1 WHERE reader_id = ?',
        data.personId,
      )) {
        db.run("UPDATE loan_v1_search SET folded = '' WHERE id = ?", id);
      }
      db.run('UPDATE loan_v1 SET reader_name = NULL WHERE reader_id = ?', data.personId);
    },
  },
});

const counts = projection<LendingEvent>({
  table: 'loan_count_v1',
  schema: 'CREATE TABLE loan_count_v1 (state TEXT PRIMARY KEY, loans INTEGER NOT NULL) STRICT, WITHOUT ROWID',
  on: {
    BookLent: (db) =>
      void db.run("INSERT INTO loan_count_v1 VALUES ('lent', 1) ON CONFLICT DO UPDATE SET loans = loans + 1"),
    BookReturned: (db) =>
      void db.run(
        "INSERT INTO loan_count_v1 VALUES ('returned', 1) ON CONFLICT DO UPDATE SET loans = loans + 1",
      ),
  },
});

type Loan = { id: string; days: number; returned: number; reader_name: string | null; revision: number };

const queries = {
  loan: (db: QueryDb, { id }: { id: string }) => {
    const row = db.get<Loan>(
      'SELECT id, days, returned, reader_name, revision FROM loan_v1 WHERE id = ?',
      id,
    );
    if (row === undefined) throw missing('LOAN_NOT_FOUND', { id });
    return row;
  },
  search: (db: QueryDb, { text }: { text: string }): readonly string[] => {
    const query = ftsQuery(text);
    if (query === undefined) return [];
    return db
      .all<{ id: string }>(
        'SELECT id FROM loan_v1_search WHERE loan_v1_search MATCH ? ORDER BY rowid DESC LIMIT 20',
        query,
      )
      .map(({ id }) => id);
  },
  counts: (db: QueryDb): Readonly<Record<string, number>> =>
    Object.fromEntries(
      db
        .all<{ state: string; loans: number }>('SELECT state, loans FROM loan_count_v1')
        .map(({ state, loans: n }) => [state, n]),
    ),
  /** Takes as long as requested, like a report. */
  report: (db: QueryDb, { rows }: { rows: number }): number =>
    db.get<{ n: number }>(
      'WITH RECURSIVE up (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up WHERE n ' +
        '< ?) SELECT count(*) AS n FROM up',
      rows,
    )?.n ?? 0,
  /** Uses more memory than a query may. */
  hoard: (): number => {
    const held: number[][] = [];
    for (;;) held.push(Array.from({ length: 100_000 }, (_, at) => at + 0.5));
  },
  broken: (db: QueryDb): never => db.get('SELECT 1 FROM nowhere') as never,
};
export type LendingQueries = typeof queries;

export default readModels({
  service: 'lending',
  prefixes: ['lending_'],
  catalogues: { lending_loan: lendingEvents },
  projections: [loans, counts],
  queries,
});
