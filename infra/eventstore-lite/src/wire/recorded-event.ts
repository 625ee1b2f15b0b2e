import { FORMAT, type StoredEvent } from '../storage/records.ts';
import { WireBuffer, writeVarint } from './wire-buffer.ts';
import { uuidText } from './uuid-text.ts';

const mapEntry = (key: string, value: string): Buffer => {
  const entry = Buffer.from(
    new WireBuffer(16 + key.length + value.length * 3).text(1, key).text(2, value).done(),
  );
  return Buffer.concat([Buffer.of((6 << 3) | 2), lengthOf(entry), entry]);
};

function lengthOf(bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(5);
  return head.subarray(0, writeVarint(head, 0, bytes.length));
}

const JSON_ENTRY = mapEntry('content-type', 'application/json');
const BINARY_ENTRY = mapEntry('content-type', 'application/octet-stream');

const TYPES_KEPT = 1000;
const typeEntries = new Map<string, Buffer>();

function typeEntry(type: string): Buffer {
  const known = typeEntries.get(type);
  if (known !== undefined) return known;
  const entry = mapEntry('type', type);
  if (typeEntries.size >= TYPES_KEPT) typeEntries.clear();
  typeEntries.set(type, entry);
  return entry;
}

/** An id in the form that the reader asked for: text, or two signed halves. */
export function uuidMessage(id: Uint8Array, structured: boolean): Buffer {
  if (!structured) return new WireBuffer(40).text(2, uuidText(id)).done();
  const bytes = Buffer.from(id.buffer, id.byteOffset, id.byteLength);
  const half = (offset: number): Buffer => {
    const out = Buffer.alloc(10);
    let rest = bytes.readBigUInt64BE(offset);
    let at = 0;
    for (; rest >= 128n; rest >>= 7n, at += 1) out[at] = Number(rest & 127n) | 128;
    out[at] = Number(rest);
    return out.subarray(0, at + 1);
  };
  const inner = Buffer.concat([Buffer.of(8), half(0), Buffer.of(16), half(8)]);
  return new WireBuffer(32).bytes(1, inner).done();
}

// Readers at the same position get the same event objects, so the bytes are computed once for all of them.
const encoded = new WeakMap<StoredEvent, Buffer>();

/**
 * A stored event as the protocol's RecordedEvent (the streams and the persistent service share its shape).
 */
export function recordedEvent(event: StoredEvent, structured: boolean): Buffer {
  if (structured) return encode(event, true);
  const known = encoded.get(event);
  if (known !== undefined) return known;
  const bytes = encode(event, false);
  encoded.set(event, bytes);
  return bytes;
}

function encode(event: StoredEvent, structured: boolean): Buffer {
  const out = new WireBuffer(
    220 + event.stream.length * 2 + event.type.length * 2 + event.metadata.length + event.data.length,
  );
  out.bytes(1, uuidMessage(event.id, structured));
  const name = Buffer.from(event.stream);
  out.bytes(2, new WireBuffer(name.length + 6).bytes(3, name).done());
  if (event.revision !== 0) out.number(3, event.revision);
  out.number(4, event.position).number(5, event.position);
  out.raw(typeEntry(event.type)).raw(event.format === FORMAT.json ? JSON_ENTRY : BINARY_ENTRY);
  out.raw(mapEntry('created', `${event.created}0`));
  if (event.metadata.length > 0) out.bytes(7, event.metadata);
  if (event.data.length > 0) out.bytes(8, event.data);
  return out.done();
}
