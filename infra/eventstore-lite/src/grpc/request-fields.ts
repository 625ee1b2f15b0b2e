import type { shared } from '../protocol.ts';
import { uuidBytes, uuidFromHalves } from '../wire/uuid-text.ts';
import { rpcErrors } from './rpc-error.ts';

type Uuid = InstanceType<typeof shared.UUID>;
type StreamIdentifier = InstanceType<typeof shared.StreamIdentifier>;

/** Reads a uint64 from text; what JavaScript cannot hold exactly means "the largest". */
export function wholeNumber(text: string): number {
  return Math.min(Number(text), Number.MAX_SAFE_INTEGER);
}

/** The longest name of a stream, a type, a group or a user: names are kept in memory and sent in trailers. */
export const MAX_NAME = 1024;

/** Reads a stream's name; refuses a missing, empty or too long one, and the mere prefix of metadata. */
export function streamNameOf(identifier: StreamIdentifier | undefined): string {
  const bytes = identifier?.getStreamName_asU8() ?? new Uint8Array();
  const name = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  if (name === '' || name === '$$') throw rpcErrors.invalidArgument(`'${name}' is not a valid stream name`);
  if (name.replace(/^\$\$/, '').length > MAX_NAME)
    throw rpcErrors.invalidArgument(`'stream_identifier' is longer than ${MAX_NAME} characters`);
  return name;
}

/** Reads the 16 bytes of an id in either of its forms. */
export function uuidOf(id: Uuid | undefined): Buffer {
  const structured = id?.getStructured();
  if (structured !== undefined)
    return uuidFromHalves(structured.getMostSignificantBits(), structured.getLeastSignificantBits());
  const bytes = uuidBytes(id?.getString() ?? '');
  if (bytes === undefined) throw rpcErrors.invalidArgument(`'${id?.getString() ?? ''}' is not a valid UUID`);
  return bytes;
}
