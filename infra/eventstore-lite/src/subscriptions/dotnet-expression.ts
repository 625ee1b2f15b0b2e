import { BadExpression, escapeOf, literal } from './expression-escapes.ts';

/** The longest expression, and the most single characters that it may stand for with its repetitions. */
const MAX_LENGTH = 1000;
const MAX_SIZE = 500;

/** The end, or before a newline at the end, as .NET's `$` and `\Z`. */
const END = String.raw`(?:\n?\z)`;

const QUANTIFIER = /^(?:[*+?]|\{(\d+)(?:,(\d*))?\})\??/;
const FLAGS = /^\?([a-z]*)(?:-([a-z]*))?([:)])/i;
const NAMED = /^\?(?:<[\p{L}\p{N}_]+>|'[\p{L}\p{N}_]+')/u;

/** What needs to look around or to remember, which cannot be done in linear time. */
const UNSUPPORTED: ReadonlyArray<readonly [begins: string, what: string]> = [
  ['?=', 'lookaheads'],
  ['?!', 'lookaheads'],
  ['?<=', 'lookbehinds'],
  ['?<!', 'lookbehinds'],
  ['?>', 'atomic groups'],
  ['?(', 'conditionals'],
  ['?<', 'balancing groups'],
  ["?'", 'balancing groups'],
];

/** A group that is open, or the whole expression. */
interface Scope {
  size: number;
  /** The current alternative, or any of the group, ends with the end of the text: nothing may follow. */
  ends: boolean;
  anyEnds: boolean;
}

/**
 * Translates an expression of .NET, the language of the real server's filters, to RE2's, so that both match
 * the same names. What has no equivalent is refused.
 */
class Translation {
  readonly #source: string;
  readonly #scopes: Scope[] = [];
  #scope: Scope = { size: 0, ends: false, anyEnds: false };
  #at = 0;
  #out = '';
  /** The size of the last atom, which a quantifier repeats. */
  #atom = 0;

  constructor(source: string) {
    this.#source = source;
  }

  run(): string {
    while (this.#at < this.#source.length) this.#next();
    if (this.#scopes.length > 0) throw new BadExpression("a ')' is missing");
    if (this.#scope.size > MAX_SIZE)
      throw new BadExpression(`it stands for more than ${MAX_SIZE} characters with its repetitions`);
    return this.#out;
  }

  get #rest(): string {
    return this.#source.slice(this.#at);
  }

  #next(): void {
    const [quantifier, least, most] = QUANTIFIER.exec(this.#rest) ?? [];
    if (quantifier !== undefined) return this.#repeat(quantifier, Number(most || least || 1));
    const character = String.fromCodePoint(this.#source.codePointAt(this.#at) ?? 0);
    switch (character) {
      case '(':
        return this.#open();
      case ')':
        return this.#close();
      case '|':
        this.#scope.anyEnds ||= this.#scope.ends;
        this.#scope.ends = false;
        return this.#emit('|', 1);
      case '[':
        return this.#class();
      case '\\':
        return this.#escape();
      case '$':
        return this.#end(1);
      case '^':
      case '.':
        return this.#add(character, 1);
      default:
        return this.#add(literal(character.codePointAt(0) ?? 0), character.length);
    }
  }

  #emit(text: string, length: number): void {
    this.#out += text;
    this.#at += length;
  }

  #nothingFollowsEnd(): void {
    if (this.#scope.ends) throw new BadExpression("nothing may follow '$'");
  }

  /** One atom that takes the place of one character. */
  #add(text: string, length: number): void {
    this.#nothingFollowsEnd();
    this.#atom = 1;
    this.#scope.size += 1;
    this.#emit(text, length);
  }

  #end(length: number): void {
    this.#scope.ends = true;
    this.#emit(END, length);
  }

  #repeat(quantifier: string, times: number): void {
    this.#nothingFollowsEnd();
    this.#scope.size += this.#atom * Math.max(0, times - 1);
    this.#atom *= Math.max(1, times);
    this.#emit(quantifier, quantifier.length);
  }

  #escape(): void {
    const rest = this.#source.slice(this.#at + 1);
    const [letter = ''] = rest;
    if (letter === 'Z') return this.#end(2);
    if (letter === 'A' || letter === 'G') return this.#add(String.raw`\A`, 2);
    if (letter === 'z') return this.#add(String.raw`\z`, 2);
    if (letter === 'b' || letter === 'B')
      throw new BadExpression(`the word boundary '\\${letter}' is not supported`);
    const { members, length } = escapeOf(rest);
    this.#add(`[${members}]`, 1 + length);
  }

  #open(): void {
    const rest = this.#source.slice(this.#at + 1);
    if (rest.startsWith('?#')) {
      const end = rest.indexOf(')');
      if (end < 0) throw new BadExpression("a ')' is missing");
      return this.#emit('', end + 2);
    }
    const [named] = NAMED.exec(rest) ?? [];
    const [flags, on = '', off = '', closing] = FLAGS.exec(rest) ?? [];
    if (named === undefined && flags !== undefined) {
      const kept = flagsOf(on, off);
      if (closing === ')') return this.#emit(kept === '' ? '' : `(?${kept})`, flags.length + 1);
      return this.#push(`(?${kept}:`, flags.length + 1);
    }
    const [, what] =
      named !== undefined ? [] : (UNSUPPORTED.find(([begins]) => rest.startsWith(begins)) ?? []);
    if (what !== undefined) throw new BadExpression(`${what} are not supported`);
    if (named === undefined && rest.startsWith('?'))
      throw new BadExpression(`'(${rest.slice(0, 3)}' begins no known group`);
    this.#push('(?:', 1 + (named?.length ?? 0));
  }

  #push(text: string, length: number): void {
    this.#nothingFollowsEnd();
    this.#scopes.push(this.#scope);
    this.#scope = { size: 0, ends: false, anyEnds: false };
    this.#atom = 0;
    this.#emit(text, length);
  }

  #close(): void {
    const outer = this.#scopes.pop();
    if (outer === undefined) throw new BadExpression("a ')' has no '('");
    const { size, ends, anyEnds } = this.#scope;
    this.#atom = size;
    this.#scope = { ...outer, size: outer.size + size, ends: ends || anyEnds };
    this.#emit(')', 1);
  }

  #class(): void {
    const negated = this.#source[this.#at + 1] === '^';
    let at = this.#at + (negated ? 2 : 1);
    let members = '';
    for (let first = true; first || this.#source[at] !== ']'; first = false) {
      const code = this.#source.codePointAt(at);
      if (code === undefined) throw new BadExpression("a ']' is missing");
      if (this.#source.startsWith('-[', at)) throw new BadExpression('subtractions are not supported');
      if (this.#source.startsWith(String.raw`\b`, at)) {
        members += literal(8);
        at += 2;
        continue;
      }
      if (code === 0x5c) {
        const escape = escapeOf(this.#source.slice(at + 1));
        members += escape.members;
        at += 1 + escape.length;
        continue;
      }
      members += code === 0x2d ? '-' : literal(code);
      at += code > 0xffff ? 2 : 1;
    }
    this.#add(`[${negated ? '^' : ''}${members}]`, at + 1 - this.#at);
  }
}

/** The flags that RE2 knows too; the others must not change what is matched. */
function flagsOf(on: string, off: string): string {
  for (const flag of on + off)
    if (!'imnsx'.includes(flag)) throw new BadExpression(`the option '${flag}' is not known`);
  for (const flag of on)
    if (flag === 'm' || flag === 'x') throw new BadExpression(`the option '${flag}' is not supported`);
  const kept = (flags: string): string => flags.replace(/[^is]/g, '');
  return kept(off) === '' ? kept(on) : `${kept(on)}-${kept(off)}`;
}

/** The same expression for RE2; throws where it has no equivalent there, or is too large. */
export function dotnetExpression(source: string): string {
  if (source.length > MAX_LENGTH) throw new BadExpression(`it is longer than ${MAX_LENGTH} characters`);
  return new Translation(source).run();
}
