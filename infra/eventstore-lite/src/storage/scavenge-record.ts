import { randomBytes } from 'node:crypto';
import { FORMAT, type ProposedEvent } from './records.ts';

/** The first and the last of revisions without a gap. */
export type Range = readonly [first: number, last: number];

/** Links to all scavenges, and the stream of one of them: the real server's names. */
export const SCAVENGES = '$scavenges';
export const scavengeStream = (id: string): string => `${SCAVENGES}-${id}`;

/** What a scavenge records about itself; a text is a link. */
export const scavengeEvent = (type: string, facts: object | string): ProposedEvent => ({
  id: randomBytes(16),
  type,
  format: typeof facts === 'string' ? FORMAT.binary : FORMAT.json,
  metadata: Buffer.alloc(0),
  data: Buffer.from(typeof facts === 'string' ? facts : JSON.stringify(facts)),
});

/** Joins revisions, in order, to ranges. */
export function rangesOf(revisions: readonly number[]): readonly Range[] {
  const ranges: [number, number][] = [];
  for (const revision of revisions) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] + 1 === revision) last[1] = revision;
    else ranges.push([revision, revision]);
  }
  return ranges;
}

const isRange = (value: unknown): value is Range =>
  Array.isArray(value) && value.length === 2 && value.every(Number.isInteger);

/** Reads which events of which stream a scavenge removed; undefined for any other event. */
export function removedBy(
  event: Pick<ProposedEvent, 'type' | 'data'> & { readonly stream: string },
): { readonly stream: string; readonly revisions: readonly Range[] } | undefined {
  if (event.type !== '$scavengeEventsRemoved' || !event.stream.startsWith(`${SCAVENGES}-`)) return undefined;
  try {
    const { stream, revisions }: { stream: unknown; revisions: unknown } = JSON.parse(
      Buffer.from(event.data).toString('utf8'),
    );
    return Array.isArray(revisions) && revisions.every(isRange)
      ? { stream: String(stream), revisions }
      : undefined;
  } catch (error) {
    // Somebody else's event under the same name says nothing.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
