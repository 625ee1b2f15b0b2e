import { deflateSync } from 'node:zlib';

/** The body of an object, and its stream if it has one. */
export type PdfBody = string | Readonly<{ dictionary: string; stream: Buffer | string }>;

const PAGE = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>';
const PAGES = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';

/** Options of a PDF in a test: more objects, from number 4 on, and what the catalogue and trailer say. */
export type PdfOptions = Readonly<{ catalogue?: string; trailer?: string; objects?: readonly PdfBody[] }>;

/** Makes a PDF of one page as ISO 32000 describes it, with a table of cross-references. */
export function pdfOf({ catalogue = '', trailer = '', objects = [] }: PdfOptions = {}): Buffer {
  const all: readonly PdfBody[] = [`<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`, PAGES, PAGE, ...objects];
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')];
  const offsets: number[] = [];
  const add = (bytes: Buffer | string) => parts.push(Buffer.from(bytes));
  const length = () => parts.reduce((sum, part) => sum + part.length, 0);
  for (const [index, body] of all.entries()) {
    offsets.push(length());
    add(`${index + 1} 0 obj\n`);
    if (typeof body === 'string') add(body);
    else {
      const stream = Buffer.from(body.stream);
      add(`<< ${body.dictionary} /Length ${stream.length} >>\nstream\n`);
      add(stream);
      add('\nendstream');
    }
    add('\nendobj\n');
  }
  const at = length();
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  add(`xref\n0 ${all.length + 1}\n0000000000 65535 f \n${rows}`);
  add(`trailer\n<< /Size ${all.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${at}\n%%EOF\n`);
  return Buffer.concat(parts);
}

/** An object stream with these objects, as writers since PDF 1.5 pack most of theirs. */
export function objectStream(objects: readonly (readonly [number, string])[]): PdfBody {
  let at = 0;
  const header = objects
    .map(([number, text]) => {
      const place = `${number} ${at}`;
      at += text.length + 1;
      return place;
    })
    .join(' ');
  const content = `${header}\n${objects.map(([, text]) => text).join('\n')}`;
  return {
    dictionary: `/Type /ObjStm /N ${objects.length} /First ${header.length + 1} /Filter /FlateDecode`,
    stream: deflateSync(content),
  };
}
