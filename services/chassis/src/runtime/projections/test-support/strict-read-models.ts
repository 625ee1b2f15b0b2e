// A projection that fails on one of its own events, like a bug in a release.
import { projection, readModels } from '../projection.ts';
import former, { type LendingEvent } from './lending-read-models.ts';

const strict = projection<LendingEvent>({
  table: 'strict_v1',
  schema: 'CREATE TABLE strict_v1 (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID',
  on: {
    BookLent: (db, { aggregateId }) => void db.run('INSERT INTO strict_v1 VALUES (?)', aggregateId),
    BookReturned: () => {
      throw new TypeError('nobody thought of this');
    },
  },
});

export default readModels({ ...former, projections: [strict], queries: {} });
