import type { DatabaseSync } from 'node:sqlite';
import { CHAIN_START, chainLink, contentDigest, firstLayoutLink } from '../storage/chain.ts';
import { FORMAT, type WrittenEvent } from '../storage/records.ts';
import { removedBy } from '../storage/scavenge-record.ts';
import type { Finding } from './finding.ts';
import type { Scavenged } from './scavenged.ts';

const NOTHING = Buffer.alloc(0);
const bytesOf = (value: unknown): Uint8Array => (value instanceof Uint8Array ? value : NOTHING);

function eventOf(row: Record<string, unknown>): WrittenEvent {
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
    account: typeof row.account === 'string' ? row.account : null,
  };
}

/**
 * Whether a record is as its link says. Of a scavenged record of the first layout, nothing is left to check.
 */
function isIntact(event: WrittenEvent, previous: Uint8Array, link: Uint8Array): boolean {
  const scavenged = event.format === FORMAT.scavenged;
  if (event.account === null)
    return scavenged || Buffer.compare(firstLayoutLink(previous, event), link) === 0;
  const digest = scavenged ? event.data : contentDigest(event);
  return Buffer.compare(chainLink(previous, event, digest), link) === 0;
}

/** The columns of an event; a file of the first layout knows no accounts. */
const columns = (db: DatabaseSync): string => {
  const known = db.prepare("SELECT 1 FROM pragma_table_info('events') WHERE name = 'account'").get();
  return `e.position, s.name, e.revision, e.id, e.type, e.format, e.created, e.metadata, e.data, e.chain,
    ${known === undefined ? 'NULL AS account' : 'e.account'}`;
};

/** Recomputes the chain over the whole log; passes on what was scavenged, and what says so. */
export function checkChain(
  db: DatabaseSync,
  findings: Finding[],
  scavenged: Scavenged,
): { events: number; head: number } {
  let events = 0;
  let head = 0;
  let chain: Uint8Array = CHAIN_START;
  try {
    const rows = db
      .prepare(
        `SELECT ${columns(db)} FROM events e LEFT JOIN streams s ON s.id = e.stream ORDER BY e.position`,
      )
      .iterate();
    for (const row of rows) {
      const event = eventOf(row);
      const place = { stream: event.stream, revision: event.revision, position: event.position };
      if (event.position !== head + 1)
        findings.push({
          what: `positions ${head + 1} to ${event.position - 1} are missing before this event`,
          ...place,
        });
      const link = bytesOf(row.chain);
      const intact = isIntact(event, chain, link);
      if (!intact) findings.push({ what: 'the record is not as it was written', ...place });
      const statement = intact ? removedBy(event) : undefined;
      if (statement !== undefined) scavenged.stated(event, statement);
      if (event.format === FORMAT.scavenged) scavenged.found(event);
      chain = link;
      head = event.position;
      events += 1;
    }
  } catch (error) {
    findings.push({ what: `the log cannot be read after position ${head}: ${String(error)}` });
  }
  checkEnd(db, head, chain, findings);
  return { events, head };
}

function checkEnd(db: DatabaseSync, head: number, chain: Uint8Array, findings: Finding[]): void {
  const tail = db.prepare("SELECT value FROM facts WHERE name = 'tail'").get()?.value;
  const expected = head === 0 ? undefined : `${head} ${Buffer.from(chain).toString('hex')}`;
  if (tail === expected) return;
  const written = String(tail).split(' ')[0] ?? '';
  findings.push({ what: `the log ends at ${head}, but was written to ${written}`, position: head });
}
