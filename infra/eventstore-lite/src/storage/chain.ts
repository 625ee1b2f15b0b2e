import { hash } from 'node:crypto';
import type { ProposedEvent, StoredEvent, WrittenEvent } from './records.ts';

export const CHAIN_START = Buffer.alloc(32);

const sha256 = (...parts: readonly Uint8Array[]): Buffer => hash('sha256', Buffer.concat(parts), 'buffer');

/** The digest of what a scavenge removes of an event; the emptied record keeps it. */
export const contentDigest = ({ id, type, format, metadata, data }: ProposedEvent): Buffer =>
  sha256(Buffer.from(JSON.stringify([type, format, metadata.length, data.length])), id, metadata, data);

/**
 * The link of a record: SHA-256 over the previous link, every field that a scavenge keeps, and the digest of
 * the others, so that one changed byte is detected.
 */
export function chainLink(
  previous: Uint8Array,
  event: Pick<WrittenEvent, 'position' | 'stream' | 'revision' | 'created' | 'account'>,
  digest: Uint8Array,
): Buffer {
  const { position, stream, revision, created, account } = event;
  return sha256(
    previous,
    Buffer.from(JSON.stringify([position, stream, revision, created, account])),
    digest,
  );
}

/** The link of a record of the first layout, which knows no account and cannot be checked once scavenged. */
export function firstLayoutLink(previous: Uint8Array, event: StoredEvent): Buffer {
  const { position, stream, revision, type, format, created, id, metadata, data } = event;
  const facts = [position, stream, revision, type, format, created, metadata.length, data.length];
  return sha256(previous, Buffer.from(JSON.stringify(facts)), id, metadata, data);
}
