import { BinaryReader } from '@bufbuild/protobuf/wire';
import { createHash } from 'node:crypto';

// The default reader replaces bytes that are not UTF-8 by U+FFFD, and a name would be stored damaged.
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const decodeUtf8 = (bytes: Uint8Array): string => strictUtf8.decode(bytes);

/**
 * Decodes a request from the wire; throws if it is not a message of its type or holds text that is not UTF-8.
 */
export function decodeRequest<Request>(
  deserialize: (reader: BinaryReader) => Request,
  bytes: Uint8Array,
): Request {
  return deserialize(new BinaryReader(bytes, decodeUtf8));
}

/**
 * Returns the SHA-256, in hex, of a request without its request id. The request is re-encoded, so that the
 * order of fields, unknown fields and the sender's encoder do not matter, only the content.
 */
export function requestHash<Request>(serialize: (request: Request) => Uint8Array, request: Request): string {
  return createHash('sha256')
    .update(serialize({ ...sortMaps(request), requestId: '' }))
    .digest('hex');
}

// Maps keep the order in which they were read, and senders write them in any order; messages are written by
// field number.
function sortMaps<T>(value: T): T {
  if (Array.isArray(value)) return value.map(sortMaps) as T;
  if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof Uint8Array)
    return value;
  const sorted: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort())
    sorted[key] = sortMaps((value as Record<string, unknown>)[key]);
  return sorted as T;
}
