import type { PersonForgotten } from '../person/person.ts';
import { projection } from './projection.ts';
import type { QueryDb } from './queries.ts';

/**
 * Forgotten persons, so that a key store restored from a backup forgets them again: a projection of every
 * service that seals.
 */
export const forgottenPersons = projection<PersonForgotten>({
  table: 'forgotten_person_v1',
  schema:
    'CREATE TABLE forgotten_person_v1 (person_id TEXT PRIMARY KEY, forgotten_at TEXT NOT NULL) ' +
    'WITHOUT ROWID;',
  on: {
    PersonForgotten: (db, { data, at }) => {
      db.run(
        'INSERT OR REPLACE INTO forgotten_person_v1 (person_id, forgotten_at) VALUES (?, ?)',
        data.personId,
        at,
      );
    },
  },
});

/** Lists the forgotten persons: its query. */
export const forgottenPersonIds = (db: QueryDb): readonly string[] =>
  db
    .all<{ person_id: string }>('SELECT person_id FROM forgotten_person_v1 ORDER BY person_id')
    .map(({ person_id: id }) => id);
