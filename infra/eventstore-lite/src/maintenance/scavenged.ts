import type { WrittenEvent } from '../storage/records.ts';
import type { Range } from '../storage/scavenge-record.ts';
import { type Finding, type Hidden, instantOf } from './finding.ts';

interface Statement {
  readonly event: WrittenEvent;
  readonly revisions: readonly Range[];
}

const isSystem = (stream: string): boolean => stream.startsWith('$');
const spanned = ([first, last]: Range): string => (first === last ? `${first}` : `${first} to ${last}`);

/** Compares the emptied records of a log with what its scavenges say that they removed. */
export class Scavenged {
  readonly #found = new Map<string, [first: number, last: number, position: number][]>();
  readonly #stated = new Map<string, Statement[]>();

  /** A record without content. */
  found({ stream, revision, position }: WrittenEvent): void {
    const ranges = this.#found.get(stream) ?? [];
    const last = ranges.at(-1);
    if (last !== undefined && last[1] + 1 === revision) last[1] = revision;
    else ranges.push([revision, revision, position]);
    this.#found.set(stream, ranges);
  }

  /** A record of a scavenge. */
  stated(event: WrittenEvent, { stream, revisions }: { stream: string; revisions: readonly Range[] }): void {
    const statements = this.#stated.get(stream) ?? [];
    statements.push({ event, revisions });
    this.#stated.set(stream, statements);
  }

  /** Emptied records that no scavenge has removed. */
  findings(): readonly Finding[] {
    return [...this.#found].flatMap(([stream, ranges]) => {
      const stated = (this.#stated.get(stream) ?? []).flatMap(({ revisions }) => revisions);
      return ranges
        .map(([first, last, position]) => ({ revision: firstMissing(first, last, stated), position }))
        .filter(({ revision }) => revision !== undefined)
        .map(({ revision, position }) => ({
          what: 'the record is empty, but no scavenge says that it removed it',
          stream,
          revision: revision ?? 0,
          position,
        }));
    });
  }

  /** What scavenges removed, other than the store's own records. */
  hidden(): readonly Hidden[] {
    return [...this.#stated].flatMap(([stream, statements]) =>
      isSystem(stream)
        ? []
        : statements.map(({ event: { account, created, position }, revisions }) => ({
            what: `revisions ${revisions.map(spanned).join(', ')} were removed by a scavenge`,
            stream,
            account,
            at: instantOf(created),
            position,
          })),
    );
  }
}

/** The first revision of a range that is in none of the others. */
function firstMissing(first: number, last: number, others: readonly Range[]): number | undefined {
  let next = first;
  for (const [from, to] of others.toSorted((a, b) => a[0] - b[0]))
    if (from <= next && to >= next) next = to + 1;
  return next > last ? undefined : next;
}
