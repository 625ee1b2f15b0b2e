import { hash } from 'node:crypto';
import type { StoredEvent } from './records.ts';

export const CHAIN_START = Buffer.alloc(32);

/**
 * The link of a record: SHA-256 over the previous link and every stored field, so that one changed byte is
 * detected.
 */
export function chainLink(previous: Uint8Array, event: StoredEvent): Buffer {
  const facts = JSON.stringify([
    event.position,
    event.stream,
    event.revision,
    event.type,
    event.format,
    event.created,
    event.metadata.length,
    event.data.length,
  ]);
  return hash(
    'sha256',
    Buffer.concat([previous, Buffer.from(facts), event.id, event.metadata, event.data]),
    'buffer',
  );
}
