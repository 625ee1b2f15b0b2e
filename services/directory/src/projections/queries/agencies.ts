import type { LocalDate } from '@egov/chassis/domain';
import { pageOf, pageToken, type Page, type PageAsked, type QueryDb } from '@egov/chassis/projections';
import type { AgencyLevel, AssignedCode, CodeScheme, Successor } from '../../domain/agency/events.ts';
import { holdsOn } from './holds-on.ts';
import { wordsIn } from './words-in.ts';

/** A code, name or place with its days of validity; `validUntil` is null while it is valid. */
export type DatedCode = AssignedCode & Readonly<{ validUntil: LocalDate | null }>;
export type DatedName = Readonly<{ name: string; validFrom: LocalDate; validUntil: LocalDate | null }>;

/** An agency as of one day. */
export type AgencyView = Readonly<{
  agencyId: string;
  name: string;
  level: AgencyLevel;
  parentId: string | null;
  codes: readonly DatedCode[];
  names: readonly DatedName[];
  allCodes: readonly DatedCode[];
  establishedOn: LocalDate;
  dissolvedOn: LocalDate | null;
  successors: readonly Successor[];
  revision: number;
}>;

export type ListAgencies = PageAsked &
  Readonly<{
    day: LocalDate;
    level: AgencyLevel | undefined;
    parentId: string | undefined;
    text: string | undefined;
  }>;

type AgencyRow = {
  agency_id: string;
  level: AgencyLevel;
  established_on: string;
  dissolved_on: string | null;
  successors: string;
  revision: number;
};
type Dated = { valid_from: string; valid_until: string | null };

const codesOf = (db: QueryDb, agencyId: string): readonly DatedCode[] =>
  db
    .all<Dated & { scheme: CodeScheme; code: string }>(
      'SELECT scheme, code, valid_from, valid_until FROM agency_v1_code WHERE agency_id = ? ' +
        'ORDER BY scheme, valid_from',
      agencyId,
    )
    .map((row) => ({
      scheme: row.scheme,
      code: row.code,
      validFrom: row.valid_from,
      validUntil: row.valid_until,
    }));

const namesOf = (db: QueryDb, agencyId: string): readonly DatedName[] =>
  db
    .all<Dated & { name: string }>(
      'SELECT name, valid_from, valid_until FROM agency_v1_name WHERE agency_id = ? ORDER BY valid_from',
      agencyId,
    )
    .map((row) => ({ name: row.name, validFrom: row.valid_from, validUntil: row.valid_until }));

/** After its last day an agency is returned as of that day. */
const lastDay = (day: LocalDate, dissolvedOn: LocalDate | null): LocalDate =>
  dissolvedOn !== null && dissolvedOn < day ? dissolvedOn : day;

function viewOf(db: QueryDb, row: AgencyRow, asOf: LocalDate): AgencyView {
  const agencyId = row.agency_id;
  const day = lastDay(asOf, row.dissolved_on);
  const names = namesOf(db, agencyId);
  const allCodes = codesOf(db, agencyId);
  const place = db.get<{ parent_id: string }>(
    'SELECT parent_id FROM agency_v1_place WHERE agency_id = ? AND valid_from <= ? ' +
      'ORDER BY valid_from DESC LIMIT 1',
    agencyId,
    day,
  );
  return {
    agencyId,
    level: row.level,
    names,
    allCodes,
    name: names.findLast(({ validFrom, validUntil }) => holdsOn(day, validFrom, validUntil))?.name ?? '',
    parentId: place?.parent_id ?? null,
    codes: allCodes.filter(({ validFrom, validUntil }) => holdsOn(day, validFrom, validUntil)),
    establishedOn: row.established_on,
    dissolvedOn: row.dissolved_on,
    successors: JSON.parse(row.successors) as readonly Successor[],
    revision: row.revision,
  };
}

const rowOf = (db: QueryDb, agencyId: string): AgencyRow | undefined =>
  db.get<AgencyRow>('SELECT * FROM agency_v1 WHERE agency_id = ?', agencyId);

export function agency(
  db: QueryDb,
  { agencyId, day }: { agencyId: string; day: LocalDate },
): AgencyView | undefined {
  const row = rowOf(db, agencyId);
  return row === undefined || row.established_on > day ? undefined : viewOf(db, row, day);
}

export function agencyByCode(
  db: QueryDb,
  { scheme, code, day }: { scheme: string; code: string; day: LocalDate },
): AgencyView | undefined {
  const held = db.get<{ agency_id: string }>(
    'SELECT agency_id FROM agency_v1_code WHERE scheme = ? AND code = ? AND valid_from <= ? ' +
      'AND (valid_until IS NULL OR valid_until >= ?)',
    scheme,
    code,
    day,
    day,
  );
  return held === undefined ? undefined : agency(db, { agencyId: held.agency_id, day });
}

const LISTED = `SELECT a.*, n.folded FROM agency_v1_name n JOIN agency_v1 a ON a.agency_id = n.agency_id
WHERE n.valid_from <= ?1 AND (n.valid_until IS NULL OR n.valid_until >= ?1)
  AND (a.dissolved_on IS NULL OR a.dissolved_on >= ?1)
  AND (n.folded, a.agency_id) > (?2, ?3) AND (?4 IS NULL OR a.level = ?4)
  AND (?5 IS NULL OR EXISTS (SELECT 1 FROM agency_v1_place p WHERE p.agency_id = a.agency_id
    AND p.parent_id = ?5
    AND p.valid_from <= ?1 AND (p.valid_until IS NULL OR p.valid_until >= ?1)))`;

export function agencies(
  db: QueryDb,
  { pageSize, pageToken: token, ...query }: ListAgencies,
): Page<AgencyView> {
  const { day, level, parentId, text } = query;
  const [afterName = '', afterId = ''] = pageToken.decode(query, token, 2) ?? [];
  const words = wordsIn('n.folded', text);
  const rows = db.all<AgencyRow & { folded: string }>(
    `${LISTED}${words.sql} ORDER BY n.folded, a.agency_id LIMIT ?`,
    day,
    afterName,
    afterId,
    level,
    parentId,
    ...words.values,
    pageSize + 1,
  );
  return pageOf(rows, {
    query,
    size: pageSize,
    key: ({ folded, agency_id: agencyId }) => [folded, agencyId],
    item: (row) => viewOf(db, row, day),
  });
}
