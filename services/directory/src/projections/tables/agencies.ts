import { dayBefore, foldVietnamese, type LocalDate } from '@egov/chassis/domain';
import { projection, type ProjectionDb } from '@egov/chassis/projections';
import type { AgencyEvent, AssignedCode } from '../../domain/agency/events.ts';

const schema = `
CREATE TABLE agency_v1 (agency_id TEXT PRIMARY KEY, level TEXT NOT NULL, established_on TEXT NOT NULL,
  dissolved_on TEXT, successors TEXT NOT NULL,
  revision INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE agency_v1_name (agency_id TEXT NOT NULL, valid_from TEXT NOT NULL, valid_until TEXT,
  name TEXT NOT NULL, folded TEXT NOT NULL,
  PRIMARY KEY (agency_id, valid_from)) WITHOUT ROWID;
CREATE INDEX agency_v1_by_name ON agency_v1_name (folded, agency_id);
CREATE TABLE agency_v1_code (agency_id TEXT NOT NULL, scheme TEXT NOT NULL, valid_from TEXT NOT NULL,
  valid_until TEXT, code TEXT NOT NULL,
  PRIMARY KEY (agency_id, scheme, valid_from)) WITHOUT ROWID;
CREATE INDEX agency_v1_by_code ON agency_v1_code (scheme, code);
CREATE TABLE agency_v1_place (agency_id TEXT NOT NULL, valid_from TEXT NOT NULL, valid_until TEXT,
  parent_id TEXT NOT NULL,
  PRIMARY KEY (agency_id, valid_from)) WITHOUT ROWID;
CREATE INDEX agency_v1_by_parent ON agency_v1_place (parent_id);`;

const touch = (db: ProjectionDb, agencyId: string, revision: number): unknown =>
  db.run('UPDATE agency_v1 SET revision = ? WHERE agency_id = ?', revision, agencyId);

function name(db: ProjectionDb, agencyId: string, text: string, from: LocalDate): void {
  db.run(
    'UPDATE agency_v1_name SET valid_until = ? WHERE agency_id = ? AND valid_until IS NULL ' +
      'AND valid_from < ?',
    dayBefore(from),
    agencyId,
    from,
  );
  db.run(
    'INSERT OR REPLACE INTO agency_v1_name (agency_id, valid_from, name, folded) VALUES (?, ?, ?, ?)',
    agencyId,
    from,
    text,
    foldVietnamese(text),
  );
}

function assign(db: ProjectionDb, agencyId: string, { scheme, code, validFrom }: AssignedCode): void {
  db.run(
    'UPDATE agency_v1_code SET valid_until = ? WHERE agency_id = ? AND scheme = ? ' +
      'AND valid_until IS NULL AND valid_from < ?',
    dayBefore(validFrom),
    agencyId,
    scheme,
    validFrom,
  );
  db.run(
    'INSERT OR REPLACE INTO agency_v1_code (agency_id, scheme, valid_from, code) VALUES (?, ?, ?, ?)',
    agencyId,
    scheme,
    validFrom,
    code,
  );
}

function place(db: ProjectionDb, agencyId: string, parentId: string, from: LocalDate): void {
  db.run(
    'UPDATE agency_v1_place SET valid_until = ? WHERE agency_id = ? AND valid_until IS NULL ' +
      'AND valid_from < ?',
    dayBefore(from),
    agencyId,
    from,
  );
  db.run(
    'INSERT OR REPLACE INTO agency_v1_place (agency_id, valid_from, parent_id) VALUES (?, ?, ?)',
    agencyId,
    from,
    parentId,
  );
}

/** Agencies with their names, codes and places, each row with its days of validity. */
export const agencies = projection<AgencyEvent>({
  table: 'agency_v1',
  schema,
  on: {
    AgencyEstablished: (db, { data, revision }) => {
      db.run(
        'INSERT OR REPLACE INTO agency_v1 (agency_id, level, established_on, successors, revision) ' +
          "VALUES (?, ?, ?, '[]', ?)",
        data.agencyId,
        data.level,
        data.establishedOn,
        revision,
      );
      name(db, data.agencyId, data.name, data.establishedOn);
      if (data.parentId !== null) place(db, data.agencyId, data.parentId, data.establishedOn);
      for (const code of data.codes) assign(db, data.agencyId, code);
    },
    AgencyRenamed: (db, { data, revision }) => {
      name(db, data.agencyId, data.name, data.validFrom);
      touch(db, data.agencyId, revision);
    },
    AgencyCodeAssigned: (db, { data, revision }) => {
      assign(db, data.agencyId, data);
      touch(db, data.agencyId, revision);
    },
    AgencyMoved: (db, { data, revision }) => {
      place(db, data.agencyId, data.parentId, data.validFrom);
      touch(db, data.agencyId, revision);
    },
    AgencyDissolved: (db, { data: { agencyId, dissolvedOn, successors }, revision }) => {
      db.run(
        'UPDATE agency_v1 SET dissolved_on = ?, successors = ?, revision = ? WHERE agency_id = ?',
        dissolvedOn,
        JSON.stringify(successors),
        revision,
        agencyId,
      );
      for (const table of ['agency_v1_name', 'agency_v1_code', 'agency_v1_place']) {
        db.run(
          `UPDATE ${table} SET valid_until = ? WHERE agency_id = ? AND valid_until IS NULL`,
          dissolvedOn,
          agencyId,
        );
      }
    },
  },
});
