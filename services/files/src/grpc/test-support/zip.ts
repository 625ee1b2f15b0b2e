import { crc32, deflateRawSync } from 'node:zlib';

/** `before` are bytes that stand between the files of the archive. */
export type ZipEntry = Readonly<{ name: string; content: Buffer | string; before?: string }>;

/**
 * Makes a zip as PKWARE's APPNOTE describes it: local headers with deflated content, central directory, end
 * record.
 */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content, before = '' } of entries) {
    locals.push(Buffer.from(before));
    offset += Buffer.byteLength(before);
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(bytes.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const more = Buffer.alloc(14);
    more.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, Buffer.from(name), packed]);
    central.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), fields, more, Buffer.from(name));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\u0005\u0006'), end]);
}

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Makes a DOCX with these additional entries. */
export const docxOf = (...more: readonly ZipEntry[]): Buffer =>
  zipOf([
    {
      name: '[Content_Types].xml',
      content:
        '<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ' +
        `ContentType="${DOCX}.main+xml"/></Types>`,
    },
    { name: 'word/document.xml', content: '<w:document/>' },
    ...more,
  ]);
