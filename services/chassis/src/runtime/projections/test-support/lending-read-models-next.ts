// The next release of the lending read models: loans are kept in another shape, under another name; the
// counts are as they were.
import { projection, readModels } from '../projection.ts';
import former, { type LendingEvent } from './lending-read-models.ts';

const loans = projection<LendingEvent>({
  table: 'loan_v2',
  schema: 'CREATE TABLE loan_v2 (id TEXT PRIMARY KEY, extensions INTEGER NOT NULL) STRICT, WITHOUT ROWID',
  on: {
    BookLent: (db, { aggregateId }) => void db.run('INSERT INTO loan_v2 VALUES (?, 0)', aggregateId),
    LoanExtended: (db, { aggregateId }) =>
      void db.run('UPDATE loan_v2 SET extensions = extensions + 1 WHERE id = ?', aggregateId),
  },
});

export default readModels({
  ...former,
  projections: [loans, ...former.projections.filter(({ table }) => table !== 'loan_v1')],
});
