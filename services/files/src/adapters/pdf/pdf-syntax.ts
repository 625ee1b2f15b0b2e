/** A name without its slash, its `#xx` decoded. */
export class PdfName {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** A reference to an object by its number. */
export class PdfReference {
  readonly object: number;
  constructor(object: number) {
    this.object = object;
  }
}

export type PdfDictionary = ReadonlyMap<string, PdfValue>;
export type PdfValue = number | string | boolean | null | PdfName | PdfReference | PdfArray | PdfDictionary;
type PdfArray = readonly PdfValue[];

/** Thrown for what is not the syntax of a PDF, with the place. */
export class PdfSyntaxError extends Error {
  override readonly name = 'PdfSyntaxError';
}

/** A word outside values, such as `obj`; `''` at the end. */
export type PdfToken = number | Readonly<{ word: string }>;

const SPACE = new Set([0, 9, 10, 12, 13, 32]);
const [OPEN, CLOSE, PERCENT, SLASH, LESS, GREATER, BACKSLASH] = [40, 41, 37, 47, 60, 62, 92];
const DELIMITERS = new Set([OPEN, CLOSE, LESS, GREATER, 91, 93, 123, 125, SLASH, PERCENT]);
const MAX_DEPTH = 100;
/** Of two values of one key, one reader takes the first and another the last. */
const ONCE = new Set(['F', 'Filter', 'First', 'N', 'OpenAction', 'Root', 'S', 'UF', 'URI']);

/** Hears of each name and each dictionary, wherever they stand. */
export type PdfListener = Readonly<{
  name: (name: string) => void;
  dictionary: (dictionary: PdfDictionary) => void;
}>;

/** Reads the syntax of ISO 32000 one value after another. */
export class PdfReader {
  at: number;
  readonly #bytes: Buffer;
  readonly #listener: PdfListener;

  constructor(bytes: Buffer, at: number, listener: PdfListener) {
    this.#bytes = bytes;
    this.at = at;
    this.#listener = listener;
  }

  /** Reads a number or a word. */
  token(): PdfToken {
    this.#skipSpace();
    const text = this.#regular();
    return isNumber(text) ? Number(text) : { word: text };
  }

  /** Reads a value. Throws PdfSyntaxError. */
  value(depth = 0): PdfValue {
    this.#skipSpace();
    if (depth > MAX_DEPTH) throw this.#wrong('values nested too deeply');
    switch (this.#bytes[this.at]) {
      case SLASH:
        return this.#name();
      case OPEN:
        return this.#string();
      case LESS:
        return this.#bytes[this.at + 1] === LESS ? this.#dictionary(depth) : this.#hexString();
      case 91:
        this.at += 1;
        return this.#until(']', depth);
      default:
        return this.#scalar();
    }
  }

  #scalar(): PdfValue {
    const text = this.#regular();
    if (isNumber(text)) return Number(text);
    if (text === 'true' || text === 'false') return text === 'true';
    if (text === 'null') return null;
    throw this.#wrong(`${JSON.stringify(text.slice(0, 20))} is no value`);
  }

  /** Values up to a closing mark; `5 0 R` becomes one. */
  #until(end: ']' | '>>', depth: number): PdfValue[] {
    const values: PdfValue[] = [];
    for (;;) {
      this.#skipSpace();
      if (this.#bytes.toString('latin1', this.at, this.at + end.length) === end) {
        this.at += end.length;
        return values;
      }
      if (this.#bytes[this.at] === 82 && this.#isRegularEnd(this.at + 1)) {
        this.at += 1;
        const [object, generation] = values.splice(-2);
        if (typeof object !== 'number' || typeof generation !== 'number')
          throw this.#wrong('a reference without a number');
        values.push(new PdfReference(object));
      } else values.push(this.value(depth + 1));
    }
  }

  #dictionary(depth: number): PdfDictionary {
    this.at += 2;
    const values = this.#until('>>', depth);
    const entries = new Map<string, PdfValue>();
    for (let index = 0; index < values.length; index += 2) {
      const [key, value] = [values[index], values[index + 1]];
      if (!(key instanceof PdfName) || value === undefined) throw this.#wrong('a dictionary without a key');
      if (ONCE.has(key.name) && entries.has(key.name)) throw this.#wrong(`/${key.name} twice`);
      entries.set(key.name, value);
    }
    this.#listener.dictionary(entries);
    return entries;
  }

  #name(): PdfName {
    this.at += 1;
    const name = this.#regular().replaceAll(/#([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    this.#listener.name(name);
    return new PdfName(name);
  }

  #string(): string {
    const from = this.at;
    let depth = 0;
    for (; this.at < this.#bytes.length; this.at += 1) {
      const byte = this.#bytes[this.at];
      if (byte === BACKSLASH) this.at += 1;
      else if (byte === OPEN) depth += 1;
      else if (byte === CLOSE && (depth -= 1) === 0) {
        this.at += 1;
        return unescaped(this.#bytes.toString('latin1', from + 1, this.at - 1));
      }
    }
    throw this.#wrong('a text without an end');
  }

  #hexString(): string {
    const end = this.#bytes.indexOf(GREATER, this.at);
    const text = this.#bytes.toString('latin1', this.at + 1, end);
    if (end === -1 || !/^[0-9a-f\s\0]*$/i.test(text)) throw this.#wrong('a text that is not in hex');
    this.at = end + 1;
    return Buffer.from(text.replaceAll(/[\s\0]/g, ''), 'hex').toString('latin1');
  }

  #regular(): string {
    const from = this.at;
    while (!this.#isRegularEnd(this.at)) this.at += 1;
    return this.#bytes.toString('latin1', from, this.at);
  }

  #isRegularEnd(at: number): boolean {
    const byte = this.#bytes[at];
    return byte === undefined || SPACE.has(byte) || DELIMITERS.has(byte);
  }

  /** Spaces and comments. */
  #skipSpace(): void {
    for (;;) {
      const byte = this.#bytes[this.at];
      if (byte !== undefined && SPACE.has(byte)) this.at += 1;
      else if (byte === PERCENT) this.#skipLine();
      else return;
    }
  }

  #skipLine(): void {
    while (this.at < this.#bytes.length && this.#bytes[this.at] !== 10 && this.#bytes[this.at] !== 13)
      this.at += 1;
  }

  #wrong(what: string): PdfSyntaxError {
    return new PdfSyntaxError(`${what}, at byte ${this.at}`);
  }
}

const isNumber = (text: string): boolean => /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text);

/** A text without its escapes. */
const unescaped = (text: string): string =>
  text.replaceAll(/\\([0-7]{1,3}|\r\n|[^])/g, (_, escape: string) => {
    if (/^[0-7]/.test(escape)) return String.fromCharCode(Number.parseInt(escape, 8) & 255);
    if (/^[\r\n]/.test(escape)) return '';
    return { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }[escape] ?? escape;
  });
