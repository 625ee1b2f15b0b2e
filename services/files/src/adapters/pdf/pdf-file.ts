import { inflateSync } from 'node:zlib';
import {
  PdfName,
  PdfReader,
  PdfSyntaxError,
  type PdfDictionary,
  type PdfListener,
  type PdfValue,
} from './pdf-syntax.ts';

/** What a walk through a file finds; all of it in the order of the file. */
export type PdfVisitor = PdfListener &
  Readonly<{
    /** An object that is not in a stream, or is in an object stream. */
    object: (number: number, value: PdfValue) => void;
    /** The bytes between streams. */
    outside: (text: string) => void;
  }>;

/** Object streams of a file together, unpacked. */
const MAX_UNPACKED = 64 * 1024 * 1024;
const isDictionary = (value: PdfValue | undefined): value is PdfDictionary => value instanceof Map;

/**
 * Walks through a whole PDF, from its header to its end: not along its cross-reference table, as readers do,
 * but along its bytes, so that nothing in it is left unseen. Throws PdfSyntaxError for anything that is not
 * an object, a cross-reference, a trailer or a comment.
 */
export function walkPdf(bytes: Buffer, visitor: PdfVisitor): void {
  if (!/^%PDF-[12]\.\d\s/.test(bytes.toString('latin1', 0, 9))) throw wrong('no header', 0);
  if (!/%%EOF[\s\0]*$/.test(bytes.toString('latin1', Math.max(0, bytes.length - 1_024))))
    throw wrong('nothing but an end may follow the last trailer', bytes.length);
  const reader = new PdfReader(bytes, 0, visitor);
  const unpacked = { bytes: 0 };
  let ended = false;
  let from = 0;
  for (;;) {
    const token = reader.token();
    if (typeof token === 'number') {
      const stream = object(bytes, reader, token, visitor);
      if (stream === undefined) continue;
      visitor.outside(bytes.toString('latin1', from, stream.from));
      from = stream.to;
      ended ||= isXref(stream.dictionary);
      unpackObjects(bytes, stream, visitor, unpacked);
    } else if (token.word === 'xref') crossReferences(reader);
    else if (token.word === 'trailer') {
      if (!isDictionary(reader.value())) throw wrong('a trailer without a dictionary', reader.at);
      ended = true;
    } else if (token.word === 'startxref') number(reader);
    else if (token.word === '' && reader.at >= bytes.length) break;
    else throw wrong('neither an object nor a trailer', reader.at);
  }
  if (!ended) throw wrong('no trailer', bytes.length);
  visitor.outside(bytes.toString('latin1', from));
}

const wrong = (what: string, at: number) => new PdfSyntaxError(`${what}, at byte ${at}`);

function number(reader: PdfReader): number {
  const token = reader.token();
  if (typeof token !== 'number') throw wrong(`${token.word.slice(0, 20)} instead of a number`, reader.at);
  return token;
}

function word(reader: PdfReader): string {
  const token = reader.token();
  return typeof token === 'number' ? String(token) : token.word;
}

type PdfStream = Readonly<{ dictionary: PdfDictionary; from: number; to: number }>;

/** An object whose number was read; returns its stream, if it has one. */
function object(bytes: Buffer, reader: PdfReader, id: number, visitor: PdfVisitor): PdfStream | undefined {
  number(reader);
  if (word(reader) !== 'obj') throw wrong('a number without an object', reader.at);
  const value = reader.value();
  visitor.object(id, value);
  const next = word(reader);
  if (next === 'endobj') return undefined;
  if (next !== 'stream' || !isDictionary(value)) throw wrong('an object without an end', reader.at);
  const from =
    reader.at + (/^(\r\n|\n|\r)/.exec(bytes.toString('latin1', reader.at, reader.at + 2))?.[0].length ?? 0);
  const to = endOfStream(bytes, from, value.get('Length'));
  if (hidesObject(bytes.toString('latin1', from, to))) throw wrong('an object inside a stream', from);
  reader.at = to;
  if (word(reader) !== 'endstream' || word(reader) !== 'endobj') throw wrong('a stream without an end', to);
  return { dictionary: value, from, to };
}

/** By its length, if that is right; else by its end mark. */
function endOfStream(bytes: Buffer, from: number, length: PdfValue | undefined): number {
  if (typeof length === 'number' && length >= 0 && isEnd(bytes, from + length)) return from + length;
  for (let at = from; ; at += 1) {
    at = bytes.indexOf('endstream', at);
    if (at === -1) throw wrong('a stream without an end', from);
    if (/^endstream\s+endobj/.test(bytes.toString('latin1', at, at + 32))) return at;
  }
}

const isEnd = (bytes: Buffer, at: number): boolean =>
  /^[\r\n ]{0,2}endstream\s/.test(bytes.toString('latin1', at, at + 16));

/** Where another reader might begin to read an object, though it is a stream's content. */
function hidesObject(content: string): boolean {
  for (let at = content.indexOf('obj'); at !== -1; at = content.indexOf('obj', at + 1))
    if (isNumbered(content, at)) return true;
  return false;
}

const isBlank = (character: string | undefined): boolean =>
  character !== undefined && /[\s\0]/.test(character);
const isDigit = (character: string | undefined): boolean => character !== undefined && /\d/.test(character);

/** Whether `7 0` stands before a place, however many blanks and lines of comments are between. */
function isNumbered(content: string, at: number): boolean {
  const back = (from: number, is: typeof isDigit): number => {
    let to = from;
    while (to > 0 && is(content[to - 1])) to -= 1;
    return to;
  };
  for (let end = at; ;) {
    const blanks = back(end, isBlank);
    const digits = back(blanks, isDigit);
    if (blanks < end && digits < blanks) {
      const before = back(digits, isBlank);
      if (before < digits && isDigit(content[before - 1])) return true;
    }
    const line = back(blanks, (character) => character !== '\n' && character !== '\r');
    const comment = content.slice(line, blanks).indexOf('%');
    if (comment === -1 || !/[\r\n]/.test(content.slice(blanks, end))) return false;
    end = line + comment;
    if (isDigit(content[back(end, isBlank) - 1])) return true;
  }
}

/** The table of a section: its lines have offsets, which the walk does not need. */
function crossReferences(reader: PdfReader): void {
  for (;;) {
    const before = reader.at;
    const token = reader.token();
    if (typeof token === 'number' || token.word === 'n' || token.word === 'f') continue;
    reader.at = before;
    return;
  }
}

const isXref = (dictionary: PdfDictionary): boolean => nameOf(dictionary.get('Type')) === 'XRef';

export const nameOf = (value: PdfValue | undefined): string | undefined =>
  value instanceof PdfName ? value.name : undefined;

/** A reader recognises an object stream by these two numbers, whatever it says it is. */
const holdsObjects = (dictionary: PdfDictionary): boolean => dictionary.has('First') && dictionary.has('N');

function unpackObjects(
  bytes: Buffer,
  { dictionary, from, to }: PdfStream,
  visitor: PdfVisitor,
  unpacked: { bytes: number },
): void {
  if (!holdsObjects(dictionary)) return;
  const [first, count] = [dictionary.get('First'), dictionary.get('N')];
  if (typeof first !== 'number' || typeof count !== 'number')
    throw wrong('an object stream without counts', from);
  const content = unpack(bytes.subarray(from, to), dictionary, MAX_UNPACKED - unpacked.bytes);
  unpacked.bytes += content.length;
  const header = new PdfReader(content, 0, visitor);
  let last = first;
  for (let index = 0; index < count; index += 1) {
    const id = number(header);
    const body = new PdfReader(content, first + number(header), visitor);
    visitor.object(id, body.value());
    last = Math.max(last, body.at);
  }
  // What no number leads to, another reader might find.
  if (content.toString('latin1', last).trim() !== '') throw wrong('more than the objects of a stream', from);
}

/** Writers of object streams pack them in one way only. */
function unpack(packed: Buffer, dictionary: PdfDictionary, max: number): Buffer {
  const filters = [dictionary.get('Filter') ?? []].flat();
  const parameters = [dictionary.get('DecodeParms') ?? []].flat();
  const isPlain = parameters.every(
    (one) => one === null || (isDictionary(one) && (one.get('Predictor') ?? 1) === 1),
  );
  if (filters.length === 0) return packed;
  if (filters.length > 1 || nameOf(filters[0]) !== 'FlateDecode' || !isPlain)
    throw wrong('an object stream that is packed in an unusual way', 0);
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(1, max) });
  } catch (cause) {
    throw new PdfSyntaxError('an object stream that cannot be unpacked', { cause });
  }
}
