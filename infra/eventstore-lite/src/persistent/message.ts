import { originalOf, type ResolvedEvent } from '../wire/read-response.ts';
import { memoryOf, type StoredEvent } from '../storage/records.ts';
import { ALL_STREAM } from './group-settings.ts';

/** An event on its way through a group. */
export interface Message {
  readonly id: string;
  readonly resolved: ResolvedEvent;
  /**
   * The position used for checkpoints; null for a replayed parked message, which has no influence on them.
   */
  readonly place: number | null;
  readonly retries: number;
  /** What it takes in memory, about. */
  readonly bytes: number;
}

const bytesOf = (event: StoredEvent | undefined): number => (event === undefined ? 0 : memoryOf(event));

export const placeOf = (stream: string, event: StoredEvent): number =>
  stream === ALL_STREAM ? event.position : event.revision;

export function messageOf(resolved: ResolvedEvent, place: number | null): Message {
  const { id } = originalOf(resolved);
  return {
    id: Buffer.from(id.buffer, id.byteOffset, id.byteLength).toString('hex'),
    resolved,
    place,
    retries: 0,
    bytes: bytesOf(resolved.event) + bytesOf(resolved.link),
  };
}
