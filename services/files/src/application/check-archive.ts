import { once } from 'node:events';
import { Readable } from 'node:stream';
import { DomainError } from '@egov/chassis/domain';
import yauzl from 'yauzl';
import type { Limits } from '../domain/limits.ts';
import type { Content } from './ports.ts';
import { refusal } from '../domain/reasons.ts';

/** Reads what one file of an archive unpacks to. */
export type EntryReader = Readonly<{ write: (chunk: Buffer) => void; end: () => void }>;

const refused = (rule: string) => refusal('ARCHIVE_REFUSED', { rule });

/**
 * Test-unpacks a zip container, within limits, keeping nothing; whoever is asked for by `readerOf` reads it.
 * Throws ARCHIVE_REFUSED if it is damaged, locked, too large, or names files outside itself, and as readers
 * do.
 */
export async function checkArchive(
  content: Content,
  { maxEntries, maxBytes, maxRatio }: Limits['archive'],
  readerOf: (path: string) => EntryReader | undefined = () => undefined,
): Promise<void> {
  const allowed = Math.min(maxBytes, content.size * maxRatio);
  // The names are checked here, by rule; yauzl's check throws an error without a rule.
  const archive = await damaged(() =>
    yauzl.fromRandomAccessReaderPromise(new ContentReader(content), content.size, {
      autoClose: false,
      decodeStrings: false,
    }),
  );
  try {
    if (archive.entryCount > maxEntries) throw refused('entries');
    let unpacked = 0;
    for await (const entry of entriesOf(archive)) {
      // Without decodeStrings the name is bytes, despite the types.
      const name = Buffer.from(entry.fileName as unknown as Uint8Array)
        .toString('utf8')
        .replaceAll('\\', '/');
      if (
        name.includes('\0') ||
        name.startsWith('/') ||
        /^[a-z]:/i.test(name) ||
        name.split('/').includes('..')
      )
        throw refused('path');
      if (entry.isEncrypted()) throw refused('locked');
      if (unpacked + entry.uncompressedSize > allowed) throw refused('size');
      const reader = readerOf(name);
      const unpacking = await damaged(() => archive.openReadStreamPromise(entry));
      const more = await damaged(async () => {
        let bytes = 0;
        for await (const chunk of unpacking as AsyncIterable<Buffer>) {
          bytes += chunk.length;
          reader?.write(chunk);
        }
        reader?.end();
        return bytes;
      });
      unpacked += more;
    }
  } finally {
    const closed = once(archive, 'close');
    archive.close();
    await closed;
  }
}

/** An archive is read from its end, and then entry by entry at any offset. */
class ContentReader extends yauzl.RandomAccessReader {
  readonly #content: Content;

  constructor(content: Content) {
    super();
    this.#content = content;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#content.read(start, end), { objectMode: false });
  }
}

async function* entriesOf(archive: yauzl.ZipFile): AsyncGenerator<yauzl.Entry> {
  const entries = archive.eachEntry();
  for (;;) {
    const { done, value } = await damaged(() => entries.next());
    if (done === true) return;
    yield value;
  }
}

async function damaged<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    // A store that does not respond says nothing about the archive.
    if (error instanceof DomainError) throw error;
    throw Object.assign(refused('damaged'), { cause: error });
  }
}
