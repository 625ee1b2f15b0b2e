import { DatabaseSync } from 'node:sqlite';
import { databaseFile } from '../storage/open-database.ts';
import { checkChain } from './check-chain.ts';
import { checkStreams } from './check-streams.ts';
import type { Finding, Hidden } from './finding.ts';
import { Scavenged } from './scavenged.ts';

export interface Verification {
  readonly events: number;
  readonly streams: number;
  readonly head: number;
  /** Damage. */
  readonly findings: readonly Finding[];
  /** What was hidden or removed by the means of the protocol, in streams other than the store's own. */
  readonly hidden: readonly Hidden[];
}

const SHOWN = 100;

/**
 * Reads a whole log and reports every record, stream or page that is not as it was written, and everything
 * that somebody has hidden. The store may be running.
 */
export function verify(folder: string): Verification {
  const db = new DatabaseSync(databaseFile(folder), { readOnly: true, timeout: 5000 });
  try {
    const findings: Finding[] = [];
    const hidden: Hidden[] = [];
    const scavenged = new Scavenged();
    db.exec('BEGIN');
    checkPages(db, findings);
    const { events, head } = checkChain(db, findings, scavenged);
    findings.push(...scavenged.findings());
    checkStreams(db, findings, hidden);
    hidden.push(...scavenged.hidden());
    const streams = Number(db.prepare('SELECT count(*) AS n FROM streams').get()?.n ?? 0);
    return { events, streams, head, findings: findings.slice(0, SHOWN), hidden: hidden.slice(0, SHOWN) };
  } finally {
    db.close();
  }
}

function checkPages(db: DatabaseSync, findings: Finding[]): void {
  try {
    for (const row of db.prepare(`PRAGMA integrity_check(${SHOWN})`).all()) {
      if (row.integrity_check !== 'ok')
        findings.push({ what: `page integrity: ${String(row.integrity_check)}` });
    }
  } catch (error) {
    findings.push({ what: `page integrity: ${String(error)}` });
  }
}
