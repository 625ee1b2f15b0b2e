import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Returns every file below a folder that contains one of the texts, in any encoding, with that text. */
export async function tracesInFiles(folder: string, texts: readonly string[]): Promise<readonly string[]> {
  const needles = texts.flatMap((text) => formsOf(text).map((bytes) => ({ text, bytes })));
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const traces = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => {
        const file = join(parentPath, name);
        const content = (await contentOf(file)).toString('latin1').toLowerCase();
        return needles
          .filter(({ bytes }) => content.includes(bytes))
          .map(({ text }) => `${file.slice(folder.length + 1)}: ${text}`);
      }),
  );
  return [...new Set(traces.flat())].sort();
}

// A file that a process has just replaced or removed has no content any more.
async function contentOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

/**
 * Returns the bytes of a text as programs write it: composed and decomposed, as UTF-16, escaped in JSON, in
 * Base64 at each of the three offsets.
 */
function formsOf(text: string): readonly string[] {
  const plain = [text.normalize('NFC'), text.normalize('NFD')];
  const escaped = plain.map((form) =>
    form.replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
  const buffers = [
    ...plain.map((form) => Buffer.from(form)),
    ...plain.map((form) => Buffer.from(form, 'utf16le')),
    ...escaped.map((form) => Buffer.from(form)),
    ...[0, 1, 2].map((before) => inBase64(text, before)),
  ];
  return [...new Set(buffers.map((bytes) => bytes.toString('latin1').toLowerCase()))];
}

function inBase64(text: string, before: number): Buffer {
  const encoded = Buffer.concat([Buffer.alloc(before), Buffer.from(text)])
    .toString('base64')
    .replaceAll('=', '');
  // The characters at both ends also contain bits of the neighbouring bytes.
  return Buffer.from(encoded.slice(before === 0 ? 0 : before + 1, -1));
}
