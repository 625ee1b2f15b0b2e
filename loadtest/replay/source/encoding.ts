const declared = /^\uFEFF?\s*<\?xml[^>]*\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/;
const beyondAscii = /[^\0-\x7f]/g;

/**
 * Detects the encoding of a text: by its byte order mark or XML declaration; else UTF-8, or Windows-1252 (a
 * superset of Latin-1) where most of what is not ASCII is not valid UTF-8.
 */
export async function encodingOf(open: () => AsyncIterable<Buffer>): Promise<string> {
  const decoder = new TextDecoder();
  let [beyond, broken, head] = [0, 0, ''];
  try {
    for await (const chunk of open()) {
      if (head === '') {
        if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
        if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
        head = chunk.subarray(0, 200).toString('latin1');
        const label = declared.exec(head)?.[1];
        if (label !== undefined && isKnown(label) && !/^utf-?8$/i.test(label)) return label;
      }
      const strange = decoder.decode(chunk, { stream: true }).match(beyondAscii);
      beyond += strange?.length ?? 0;
      broken += strange?.filter((character) => character === '\uFFFD').length ?? 0;
    }
  } catch (error) {
    // A broken archive is reported when the log itself is read; what comes before the break is enough here.
    if ((error as NodeJS.ErrnoException).code?.startsWith('Z_') !== true) throw error;
  }
  return broken * 2 > beyond ? 'windows-1252' : 'utf-8';
}

function isKnown(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
