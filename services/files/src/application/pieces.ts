import type { Content } from './ports.ts';

/** A part of a content, from an offset. */
export type Piece = Readonly<{ offset: number; length: number; name: string }>;

/** How many opened pieces are cached: an archive is read alternately at its end and at an entry. */
const HELD = 2;

/** Reads consecutive pieces as one content, never holding more than two of them. Throws as `open` does. */
export function contentOf(pieces: readonly Piece[], open: (piece: Piece) => Promise<Uint8Array>): Content {
  const held = new Map<string, Uint8Array>();
  const opened = async (piece: Piece): Promise<Uint8Array> => {
    const bytes = held.get(piece.name) ?? (await open(piece));
    held.delete(piece.name);
    held.set(piece.name, bytes);
    for (const name of held.keys()) if (held.size > HELD) held.delete(name);
    return bytes;
  };
  const last = pieces.at(-1);
  const size = last === undefined ? 0 : last.offset + last.length;
  return {
    size,
    async *read(from = 0, to = size) {
      for (const piece of pieces) {
        if (piece.offset + piece.length <= from || piece.offset >= to) continue;
        const bytes = await opened(piece);
        yield Buffer.from(bytes).subarray(Math.max(0, from - piece.offset), to - piece.offset);
      }
    },
  };
}

/** Re-cuts a content into pieces of one length; the last one is shorter. */
export async function* inPiecesOf(length: number, content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of content) {
    waiting.push(chunk);
    bytes += chunk.length;
    while (bytes >= length) {
      const whole = Buffer.concat(waiting);
      yield whole.subarray(0, length);
      waiting = [whole.subarray(length)];
      bytes -= length;
    }
  }
  if (bytes > 0) yield Buffer.concat(waiting);
}

/** Bytes in memory as a content. */
export const contentOfBytes = (bytes: Buffer): Content => ({
  size: bytes.length,
  async *read(from = 0, to = bytes.length) {
    yield bytes.subarray(from, to);
  },
});
