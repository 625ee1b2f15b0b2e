import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { isSoftDeleted, type StreamHead } from '../storage/records.ts';
import { TOMBSTONE_REVISION } from '../storage/schema.ts';
import { headOfRow } from '../storage/stream-heads.ts';
import { limitsOf, NO_LIMITS } from '../storage/stream-metadata.ts';
import { type Finding, type Hidden, instantOf } from './finding.ts';

/** Compares each stream's row with its events: how many they are, and what hides some of them. */
export function checkStreams(db: DatabaseSync, findings: Finding[], hidden: Hidden[]): void {
  try {
    checkLengths(db, findings);
    checkLimits(db, findings, hidden);
  } catch (error) {
    findings.push({ what: `the streams cannot be read: ${String(error)}` });
  }
}

function checkLengths(db: DatabaseSync, findings: Finding[]): void {
  const rows = db
    .prepare(`SELECT s.name, s.last, count(e.revision) AS n, max(e.revision) AS highest
      FROM streams s LEFT JOIN events e ON e.stream = s.id AND e.revision < ${TOMBSTONE_REVISION}
      GROUP BY s.id HAVING s.last <> coalesce(highest, -1) OR n <> s.last + 1`)
    .iterate();
  for (const row of rows)
    findings.push({
      what:
        `the stream is said to end at ${Number(row.last)}, but holds ${Number(row.n)} events up to ` +
        `${Number(row.highest ?? -1)}`,
      stream: String(row.name),
    });
}

/** The events that a stream's limits come from: the last of its metadata, and its tombstone. */
interface Sources {
  readonly metadata: Record<string, unknown> | undefined;
  readonly tombstone: Record<string, unknown> | undefined;
}

function checkLimits(db: DatabaseSync, findings: Finding[], hidden: Hidden[]): void {
  const sourceOf = sources(db);
  const rows = db
    .prepare(`SELECT s.*, m.id AS meta FROM streams s LEFT JOIN streams m ON m.name = '$$' || s.name
      WHERE m.id IS NOT NULL OR s.tombstoned <> 0 OR s.max_age IS NOT NULL OR s.max_count IS NOT NULL
        OR s.truncate_before IS NOT NULL OR s.acl IS NOT NULL
        OR EXISTS (SELECT 1 FROM events e WHERE e.stream = s.id AND e.revision = ${TOMBSTONE_REVISION})`)
    .iterate();
  for (const row of rows) {
    const stream = String(row.name);
    const head = headOfRow(row);
    const from = sourceOf(head.id, row.meta);
    for (const what of contradictions(head, from)) findings.push({ what, stream });
    if (!stream.startsWith('$')) hidden.push(...hiding(stream, head, from));
  }
}

function sources(db: DatabaseSync): (stream: number, metastream: unknown) => Sources {
  const known = db.prepare("SELECT 1 FROM pragma_table_info('events') WHERE name = 'account'").get();
  const columns = `position, created, data, ${known === undefined ? 'NULL AS account' : 'account'}`;
  const last: StatementSync = db.prepare(
    `SELECT ${columns} FROM events WHERE stream = ? AND revision < ${TOMBSTONE_REVISION}
      ORDER BY revision DESC LIMIT 1`,
  );
  const tombstone: StatementSync = db.prepare(
    `SELECT ${columns} FROM events WHERE stream = ? AND revision = ${TOMBSTONE_REVISION}`,
  );
  return (stream, metastream) => ({
    metadata: typeof metastream === 'number' ? last.get(metastream) : undefined,
    tombstone: tombstone.get(stream),
  });
}

/** What a stream's row says that no event says. */
function contradictions(head: StreamHead, { metadata, tombstone }: Sources): readonly string[] {
  const said = metadata?.data instanceof Uint8Array ? limitsOf(metadata.data) : NO_LIMITS;
  const differing = (['maxAge', 'maxCount', 'truncateBefore', 'acl'] as const).filter(
    (name) => head[name] !== said[name],
  );
  return [
    ...(head.tombstoned === (tombstone !== undefined)
      ? []
      : [
          head.tombstoned
            ? 'the stream is marked as tombstoned, but nobody has tombstoned it'
            : 'the stream has a tombstone, but is not marked as tombstoned',
        ]),
    ...differing.map(
      (name) =>
        `${name} of the stream is ${JSON.stringify(head[name])}, but its metadata says ` +
        `${JSON.stringify(said[name])}`,
    ),
  ];
}

function hiding(stream: string, head: StreamHead, { metadata, tombstone }: Sources): readonly Hidden[] {
  const by = (source: Record<string, unknown> | undefined, what: string): readonly Hidden[] =>
    source === undefined
      ? []
      : [
          {
            what,
            stream,
            account: typeof source.account === 'string' ? source.account : null,
            at: instantOf(Number(source.created)),
            position: Number(source.position),
          },
        ];
  if (head.tombstoned) return by(tombstone, 'the stream was tombstoned');
  if (isSoftDeleted(head)) return by(metadata, 'the stream was deleted');
  const { truncateBefore, maxCount, maxAge } = head;
  return [
    ...(truncateBefore === null || truncateBefore === 0
      ? []
      : by(metadata, `events before revision ${truncateBefore} are hidden`)),
    ...(maxCount === null ? [] : by(metadata, `all but the last ${maxCount} events are hidden`)),
    ...(maxAge === null ? [] : by(metadata, `events older than ${maxAge} s are hidden`)),
  ];
}
