import { DatabaseSync } from 'node:sqlite';
import { CHAIN_START, chainLink } from '../storage/chain.ts';
import { databaseFile } from '../storage/open-database.ts';
import { FORMAT, type StoredEvent } from '../storage/records.ts';
import { TOMBSTONE_REVISION } from '../storage/schema.ts';

/** A part of a log that is not as it was written. */
export interface Finding {
  readonly what: string;
  readonly stream?: string;
  readonly revision?: number;
  readonly position?: number;
}

export interface Verification {
  readonly events: number;
  readonly streams: number;
  readonly head: number;
  readonly findings: readonly Finding[];
}

const MAX_FINDINGS = 100;
const NOTHING = Buffer.alloc(0);

const bytesOf = (value: unknown): Uint8Array => (value instanceof Uint8Array ? value : NOTHING);

/**
 * Reads a whole log and reports every record, stream or page that is not as it was written. The store may be
 * running.
 */
export function verify(folder: string): Verification {
  const db = new DatabaseSync(databaseFile(folder), { readOnly: true, timeout: 5000 });
  try {
    const findings: Finding[] = [];
    db.exec('BEGIN');
    checkPages(db, findings);
    const { events, head } = checkChain(db, findings);
    checkStreams(db, findings);
    const streams = Number(db.prepare('SELECT count(*) AS n FROM streams').get()?.n ?? 0);
    return { events, streams, head, findings: findings.slice(0, MAX_FINDINGS) };
  } finally {
    db.close();
  }
}

function checkPages(db: DatabaseSync, findings: Finding[]): void {
  try {
    for (const row of db.prepare(`PRAGMA integrity_check(${MAX_FINDINGS})`).all()) {
      if (row.integrity_check !== 'ok')
        findings.push({ what: `page integrity: ${String(row.integrity_check)}` });
    }
  } catch (error) {
    findings.push({ what: `page integrity: ${String(error)}` });
  }
}

function eventOf(row: Record<string, unknown>): StoredEvent {
  return {
    position: Number(row.position),
    stream: String(row.name),
    revision: Number(row.revision),
    id: bytesOf(row.id),
    type: String(row.type),
    format: Number(row.format),
    created: Number(row.created),
    metadata: bytesOf(row.metadata),
    data: bytesOf(row.data),
  };
}

function checkChain(db: DatabaseSync, findings: Finding[]): { events: number; head: number } {
  let events = 0;
  let head = 0;
  let chain: Uint8Array = CHAIN_START;
  try {
    const rows = db
      .prepare(`SELECT e.position, s.name, e.revision, e.id, e.type, e.format, e.created, e.metadata, e.data,
        e.chain
      FROM events e LEFT JOIN streams s ON s.id = e.stream ORDER BY e.position`)
      .iterate();
    for (const row of rows) {
      const event = eventOf(row);
      const place = { stream: event.stream, revision: event.revision, position: event.position };
      if (event.position !== head + 1)
        findings.push({
          what: `positions ${head + 1} to ${event.position - 1} are missing before this event`,
          ...place,
        });
      // A scavenged event has no bytes left to check; its link still holds the chain together.
      const intact =
        event.format === FORMAT.scavenged ||
        Buffer.compare(chainLink(chain, event), bytesOf(row.chain)) === 0;
      if (!intact) findings.push({ what: 'the record is not as it was written', ...place });
      chain = bytesOf(row.chain);
      head = event.position;
      events += 1;
    }
  } catch (error) {
    findings.push({ what: `the log cannot be read after position ${head}: ${String(error)}` });
  }
  const tail = db.prepare("SELECT value FROM facts WHERE name = 'tail'").get()?.value;
  const expected = `${head} ${Buffer.from(chain).toString('hex')}`;
  if (head > 0 && tail !== expected)
    findings.push({
      what: `the log ends at ${head}, but was written to ${String(tail).split(' ')[0]}`,
      position: head,
    });
  return { events, head };
}

function checkStreams(db: DatabaseSync, findings: Finding[]): void {
  try {
    const rows = db
      .prepare(`SELECT s.name, s.last, count(e.revision) AS n, max(e.revision) AS highest,
        min(e.revision) AS lowest
      FROM streams s LEFT JOIN events e ON e.stream = s.id AND e.revision < ${TOMBSTONE_REVISION}
        GROUP BY s.id
      HAVING s.last <> coalesce(highest, -1) OR n <> s.last + 1`)
      .iterate();
    for (const row of rows) {
      findings.push({
        what:
          `the stream is said to end at ${Number(row.last)}, but holds ${Number(row.n)} events up to ` +
          `${Number(row.highest ?? -1)}`,
        stream: String(row.name),
      });
    }
  } catch (error) {
    findings.push({ what: `the streams cannot be read: ${String(error)}` });
  }
}
