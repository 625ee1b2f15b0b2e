import {
  anyOf,
  ftsQuery,
  pageToken,
  where,
  type Clause,
  type Page,
  type QueryDb,
} from '@egov/chassis/projections';
import { nationalStates } from '../../domain/dossier/national-states.ts';
import { dueOrder, unfinishedStates, waitsForDecision, wordIndex } from '../tables/dossier-table.ts';
import { scopeWord } from '../tables/scope-word.ts';
import {
  dossierPage,
  sorting,
  within,
  type DossierRow,
  type ListDossiers,
  type ListedDossier,
} from './dossier-rows.ts';

const columns = `d.key, d.dossier_id, d.code, d.temporary_id, d.state, d.procedure_code, d.procedure_name,
  d.applicant_name, d.agency_id, d.holder_agency_id, d.holder_official_id, d.channel, d.received_at, d.due,
  d.waiting_since, d.released_at, d.timeliness, d.revision`;
const everyState = Object.values(nationalStates);

/** What is asked, with the sort value and key of the last row of the page before. */
type Asked = Pick<ListDossiers, 'agencies' | 'personal' | 'filter' | 'order'> &
  Readonly<{ size: number; after: readonly [number, number] | undefined }>;

/**
 * Returns a page of dossiers. Each agency and state is a separate walk along an index, merged here, so that
 * no combination of filters sorts more than a page. A search goes newest first along the word index.
 */
export function listDossiers(
  db: QueryDb,
  { pageSize: size, pageToken: token, ...query }: ListDossiers,
): Page<ListedDossier> {
  const after = pageToken.decode(query, token, 2) as readonly [number, number] | undefined;
  const asked = { ...query, size, after };
  if (query.filter.text) return dossierPage(searched(db, asked), query, size);
  const [sign, value] = sorting(query.order);
  const rows = walks(asked)
    .flatMap((walk) => along(db, asked, walk))
    .toSorted((a, b) => sign * (value(a) - value(b)) || sign * (a.key - b.key));
  return dossierPage(rows, query, size);
}

/** A person's dossiers are few; SQLite would walk those of the province, in the order that is asked for. */
const ofPerson = 'dossier_v1 d INDEXED BY dossier_v1_person';

/** The equality conditions that lead an index, one list per walk. */
function walks({ agencies, filter, order }: Asked): readonly (readonly Clause[])[] {
  const states = filter.states && filter.states.length > 0 ? filter.states : undefined;
  if (filter.personId !== undefined)
    return [[...(agencies ? [within(agencies)] : []), ...(states ? [anyOf('d.state', states)] : [])]];
  const byState = (list: readonly number[]): Clause[] => list.map((state) => ['d.state = ?', state] as const);
  // Few at any time, so one walk finds them.
  if (filter.toSign === true) return [[[waitsForDecision], ...(agencies ? [within(agencies)] : [])]];
  if (filter.officialId !== undefined) {
    return [
      [
        ['d.holder_official_id = ?', filter.officialId],
        ...(agencies ? [within(agencies)] : []),
        ...(states ? [anyOf('d.state', states)] : []),
      ],
    ];
  }
  if (order === 'due') {
    const open = byState((states ?? unfinishedStates).filter((state) => unfinishedStates.includes(state)));
    return open.flatMap((state) =>
      agencies
        ? agencies.flatMap((agency) => ownedAndHeld(agency, agencies).map((walk) => [...walk, state]))
        : [[state]],
    );
  }
  if (filter.procedureId !== undefined)
    return [[...(agencies ? [within(agencies)] : []), ...(states ? [anyOf('d.state', states)] : [])]];
  if (!agencies) return states ? byState(states).map((state) => [state]) : [[]];
  return agencies.flatMap((agency) =>
    byState(states ?? everyState).flatMap((state) =>
      ownedAndHeld(agency, agencies).map((walk) => [...walk, state]),
    ),
  );
}

/** What an agency owns, and what it holds of agencies not in the filter: nothing twice. */
const ownedAndHeld = (agency: string, agencies: readonly string[]): Clause[][] => [
  [['d.agency_id = ?', agency]],
  [
    ['d.holder_agency_id = ? AND d.holder_agency_id <> d.agency_id', agency],
    ['NOT ' + anyOf('d.agency_id', agencies)[0], ...agencies],
  ],
];

/** The conditions of the filter that lead no walk. */
function narrowing({ filter }: Asked): (Clause | undefined)[] {
  return [
    ['d.import_id = ?', filter.importId],
    filter.procedureId === undefined ? undefined : ['d.procedure_id = ?', filter.procedureId],
    filter.personId === undefined ? undefined : ['d.person_id = ?', filter.personId],
    filter.toSign === true ? [waitsForDecision] : undefined,
    filter.channel === undefined ? undefined : ['d.channel = ?', filter.channel],
    filter.dueFromAt === undefined
      ? undefined
      : [`d.finished_at IS NULL AND ${dueOrder('d')} >= ?`, filter.dueFromAt],
    filter.dueBeforeAt === undefined
      ? undefined
      : [`d.finished_at IS NULL AND ${dueOrder('d')} < ?`, filter.dueBeforeAt],
    filter.receivedFromAt === undefined ? undefined : ['d.received_at >= ?', filter.receivedFromAt],
    filter.receivedBeforeAt === undefined ? undefined : ['d.received_at < ?', filter.receivedBeforeAt],
  ];
}

function along(db: QueryDb, args: Asked, walk: readonly Clause[]): readonly DossierRow[] {
  const clauses: (Clause | undefined)[] = [...walk, ...narrowing(args)];
  const from = args.filter.personId === undefined ? 'dossier_v1 d' : ofPerson;
  if (args.order === 'due') {
    clauses.push(['d.finished_at IS NULL']);
    if (args.after) clauses.push([`(${dueOrder('d')}, d.key) > (?, ?)`, ...args.after]);
    return selected(db, from, clauses, `${dueOrder('d')}, d.key`, args.size);
  }
  if (args.after) clauses.push(['(d.received_at, d.key) < (?, ?)', ...args.after]);
  return selected(db, from, clauses, 'd.received_at DESC, d.key DESC', args.size);
}

/** A code as it is written or read out: complete, or from the day on. */
const wholeCode = /^[a-z\d.]+-\d{6}-\d{4}$/i;
const codeTail = /^\d{6}-\d{4}$/;

function searched(db: QueryDb, args: Asked): readonly DossierRow[] {
  const text = (args.filter.text ?? '').trim();
  if (wholeCode.test(text))
    return filtered(db, args, 'dossier_v1 d', ['d.code = ?', text.toUpperCase()], 'd.key');
  if (codeTail.test(text))
    return filtered(
      db,
      args,
      'dossier_v1 d',
      ['d.code IS NOT NULL AND substr(d.code, -11) = ?', text],
      'd.key',
    );
  const words = ftsQuery(text);
  if (words === undefined) return [];
  const imported = scopeWord.import(args.filter.importId);
  const found = `words : (${words})${imported === '' ? '' : ` AND scope : ${imported}`}`;
  const { personId } = args.filter;
  // The words of an applicant are compared with their own dossiers: all others' would be walked in vain.
  if (personId !== undefined)
    return comparedOneByOne(db, args, ['d.person_id = ?', personId], found, ofPerson);
  const index = wordIndex(args.personal);
  // CROSS JOIN keeps the word index in the lead: it walks newest first, so the page is full after few rows.
  const along = (match: string) =>
    filtered(
      db,
      args,
      `${index} t CROSS JOIN dossier_v1 d ON d.key = t.rowid`,
      [`t.${index} MATCH ?`, match],
      't.rowid',
    );
  if (!args.agencies) return along(found);
  const owned = along(`${found} AND scope : (${args.agencies.map(scopeWord.agency).join(' OR ')})`);
  return [...owned, ...heldForOthers(db, args, args.agencies, found)].toSorted((a, b) => b.key - a.key);
}

/** What the agencies hold but do not own: few. */
const heldForOthers = (
  db: QueryDb,
  args: Asked,
  agencies: readonly string[],
  found: string,
): readonly DossierRow[] => {
  const [owned] = anyOf('d.agency_id', agencies);
  const [held] = anyOf('d.holder_agency_id', agencies);
  const few: Clause = [
    `${held} AND d.holder_agency_id <> d.agency_id AND NOT ${owned}`,
    ...agencies,
    ...agencies,
  ];
  return comparedOneByOne(db, args, few, found);
};

/** Compares each of a few dossiers with the words. */
function comparedOneByOne(
  db: QueryDb,
  args: Asked,
  [few, ...values]: Clause,
  found: string,
  from = 'dossier_v1 d',
): readonly DossierRow[] {
  const index = wordIndex(args.personal);
  const matches = `EXISTS (SELECT 1 FROM ${index} t WHERE t.rowid = d.key AND t.${index} MATCH ?)`;
  return filtered(db, args, from, [`${few} AND ${matches}`, ...values, found], 'd.key');
}

/** What a search found, narrowed by the rest of the filter, newest first. */
function filtered(db: QueryDb, args: Asked, from: string, found: Clause, key: string): readonly DossierRow[] {
  const clauses: (Clause | undefined)[] = [found, ...narrowing(args)];
  if (args.agencies) clauses.push(within(args.agencies));
  if (args.filter.states && args.filter.states.length > 0) clauses.push(anyOf('d.state', args.filter.states));
  if (args.filter.officialId !== undefined)
    clauses.push(['d.holder_official_id = ?', args.filter.officialId]);
  if (args.after) clauses.push([`${key} < ?`, args.after[1]]);
  return selected(db, from, clauses, `${key} DESC`, args.size);
}

function selected(
  db: QueryDb,
  from: string,
  clauses: readonly (Clause | undefined)[],
  order: string,
  size: number,
): readonly DossierRow[] {
  const { sql, values } = where(clauses);
  return db.all<DossierRow>(
    `SELECT ${columns} FROM ${from} ${sql} ORDER BY ${order} LIMIT ?`,
    ...values,
    size + 1,
  );
}
