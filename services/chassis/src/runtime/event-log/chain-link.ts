import { createHmac, hash, type KeyObject } from 'node:crypto';
import type { ChainKeys } from './chain-keys.ts';
import type { RawEvent } from './stored-event.ts';

/** What the first event of a stream has in place of its predecessor's link: 32 zero bytes. */
export const CHAIN_START = '0'.repeat(64);

/** Everything of an event that its link covers, metadata and data as their `JSON.stringify`. */
export type LinkedParts = Readonly<{
  stream: string;
  revision: bigint;
  id: string;
  type: string;
  /** Without the link itself. */
  metadata: string;
  data: string;
}>;

/**
 * The link of an event that was read, and why nothing proves that the service has written the event:
 * `altered` if its link is not that of its content, `unkeyed` if no key of the service may have made it. An
 * event of the time before keys is proven only by the next one.
 */
export type OwnLink = Readonly<{ link: string; keyed: boolean; unproven?: 'altered' | 'unkeyed' }>;

const prefixed = (part: string): string => `${Buffer.byteLength(part)}:${part}`;

/**
 * Returns the link of an event: HMAC-SHA256 under a key of its service, in base64url; without a key, as
 * before there were any, SHA-256 in hex. The parts are length-prefixed, so that no two events share the
 * hashed bytes.
 */
export function chainLink(parts: LinkedParts, key?: KeyObject): string {
  const { stream, revision, id, type, metadata, data } = parts;
  const text = [stream, revision.toString(), id, type, metadata, data].map(prefixed).join('');
  return key === undefined
    ? hash('sha256', text, 'hex')
    : createHmac('sha256', key).update(text).digest('base64url');
}

/**
 * Returns the link of an event that was read back; `JSON.stringify` of the parsed value gives the text that
 * was hashed when it was appended.
 */
export function linkOf(event: RawEvent, keys: ChainKeys): OwnLink {
  const { key: id, link, ...rest } = metadataOf(event);
  const parts = (metadata: unknown): LinkedParts => ({
    stream: event.streamId,
    revision: event.revision,
    id: event.id,
    type: event.type,
    metadata: JSON.stringify(metadata) ?? '',
    data: JSON.stringify(event.data) ?? '',
  });
  const at = event.position?.commit;
  if (id === undefined && link === undefined) {
    const unkeyed = { link: chainLink(parts(event.metadata)), keyed: false };
    return keys.unkeyedAt(at) ? unkeyed : { ...unkeyed, unproven: 'unkeyed' };
  }
  const key = typeof id === 'string' ? keys.at(id, at) : undefined;
  if (key === undefined) return { link: String(link), keyed: true, unproven: 'unkeyed' };
  const own = chainLink(parts({ ...rest, key: id }), key);
  return { link: own, keyed: true, ...(own === link ? {} : { unproven: 'altered' }) };
}

/** The link of its predecessor that an event names; empty if the metadata is damaged. */
export function predecessorLink(event: RawEvent): string {
  const { chain } = metadataOf(event);
  return typeof chain === 'string' ? chain : '';
}

const metadataOf = ({ metadata }: RawEvent): Readonly<Record<string, unknown>> =>
  typeof metadata === 'object' && metadata !== null ? { ...metadata } : {};
