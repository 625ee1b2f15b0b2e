import type { WriteResult } from './commands.ts';
import { EXPECTED, isSoftDeleted, type ProposedEvent, type StreamHead } from './records.ts';
import type { WriteStatements } from './write-statements.ts';

/** Either write, or the result that needs no write. */
export type Verdict = { readonly kind: 'write' } | WriteResult;

const WRITE: Verdict = { kind: 'write' };

interface Check {
  readonly head: StreamHead | undefined;
  readonly expected: number;
  readonly events: readonly ProposedEvent[];
  readonly metadataExists: boolean;
}

/**
 * Decides an append by the store's rules: what the caller expects of the stream, and whether the same events
 * (by id and place, never by their bytes) are already there.
 */
export function checkExpectedRevision(
  statements: WriteStatements,
  { head, expected, events, metadataExists }: Check,
): Verdict {
  const current = head?.last ?? -1;
  if (expected === EXPECTED.streamExists) {
    if (head !== undefined && isSoftDeleted(head)) return { kind: 'stream-deleted' };
    if (current < 0 && !metadataExists) return { kind: 'wrong-expected-version', current };
  }
  if (expected === EXPECTED.any || expected === EXPECTED.streamExists)
    return anywhere(statements, head, events);
  if (expected < current) return atPlace(statements, head, expected, events);
  return expected === current ? WRITE : { kind: 'wrong-expected-version', current };
}

function anywhere(
  statements: WriteStatements,
  head: StreamHead | undefined,
  events: readonly ProposedEvent[],
): Verdict {
  if (head === undefined || head.last < 0) return WRITE;
  let last: { revision: number; position: number } | undefined;
  for (const [index, event] of events.entries()) {
    const row = statements.byId.get(event.id, head.id);
    if (row === undefined)
      return index === 0 ? WRITE : { kind: 'wrong-expected-version', current: head.last };
    last = { revision: Number(row.revision), position: Number(row.position) };
  }
  return last === undefined ? WRITE : { kind: 'done', ...last };
}

function atPlace(
  statements: WriteStatements,
  head: StreamHead | undefined,
  expected: number,
  events: readonly ProposedEvent[],
): Verdict {
  if (head === undefined) return WRITE;
  const wrong: Verdict = { kind: 'wrong-expected-version', current: head.last };
  let revision = expected;
  let position: number | null = null;
  for (const event of events) {
    revision += 1;
    const row = statements.atRevision.get(head.id, revision);
    const same = row !== undefined && row.id instanceof Uint8Array && Buffer.compare(row.id, event.id) === 0;
    if (same) {
      position = Number(row.position);
      continue;
    }
    return revision === expected + 1 && expected === EXPECTED.noStream && isSoftDeleted(head) ? WRITE : wrong;
  }
  if (events.length === 0) return expected === EXPECTED.noStream && isSoftDeleted(head) ? WRITE : wrong;
  return { kind: 'done', revision, position };
}
