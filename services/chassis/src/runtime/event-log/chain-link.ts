import { hash } from 'node:crypto';
import type { RawEvent } from './stored-event.ts';

/** What the first event of a stream has in place of its predecessor's link: 32 zero bytes. */
export const CHAIN_START = '0'.repeat(64);

/** Everything of an event that its link covers, metadata and data as their `JSON.stringify`. */
export type LinkedParts = Readonly<{
  stream: string;
  revision: bigint;
  id: string;
  type: string;
  metadata: string;
  data: string;
}>;

const prefixed = (part: string): string => `${Buffer.byteLength(part)}:${part}`;

/**
 * Returns the link of an event, SHA-256 in hex. The parts are length-prefixed, so that no two events share
 * the hashed bytes.
 */
export function chainLink({ stream, revision, id, type, metadata, data }: LinkedParts): string {
  return hash(
    'sha256',
    prefixed(stream) +
      prefixed(revision.toString()) +
      prefixed(id) +
      prefixed(type) +
      prefixed(metadata) +
      prefixed(data),
    'hex',
  );
}

/**
 * Returns the link of an event that was read back; `JSON.stringify` of the parsed value gives the text that
 * was hashed when it was appended.
 */
export function linkOf(event: RawEvent): string {
  return chainLink({
    stream: event.streamId,
    revision: event.revision,
    id: event.id,
    type: event.type,
    metadata: JSON.stringify(event.metadata) ?? '',
    data: JSON.stringify(event.data) ?? '',
  });
}

/** The link of its predecessor that an event names; empty if the metadata is damaged. */
export function predecessorLink(event: RawEvent): string {
  const { metadata } = event;
  return typeof metadata === 'object' &&
    metadata !== null &&
    'chain' in metadata &&
    typeof metadata.chain === 'string'
    ? metadata.chain
    : '';
}
