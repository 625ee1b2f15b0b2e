/** An expression that is refused, with the reason. */
export class BadExpression extends Error {}

/** What an escape stands for: a set of characters, as members of a class, or one character. */
export interface Escape {
  readonly members: string;
  readonly length: number;
}

// .NET's classes are those of Unicode, RE2's of ASCII.
const CLASSES: Readonly<Record<string, string>> = {
  d: String.raw`\p{Nd}`,
  D: String.raw`\P{Nd}`,
  w: String.raw`\p{L}\p{Mn}\p{Nd}\p{Pc}`,
  W: String.raw`\p{Mc}\p{Me}\p{Nl}\p{No}\p{Pd}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Po}\p{S}\p{Z}\p{C}`,
  s: String.raw`\t-\r\x{85}\p{Z}`,
  S:
    String.raw`\x{0}-\x{8}\x{e}-\x{1f}\x{7f}-\x{84}\x{86}-\x{9f}` +
    String.raw`\p{L}\p{M}\p{N}\p{P}\p{S}\p{Cf}\p{Cs}\p{Co}\p{Cn}`,
};

const CONTROLS: Readonly<Record<string, number>> = { a: 7, e: 27, f: 12, n: 10, r: 13, t: 9, v: 11 };

const CATEGORY = /^\{(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?|C[cfson]?)\}/;

const NUMBERED = /^(?:x([0-9a-f]{2})|u([0-9a-f]{4})|0([0-7]{0,2}))/i;

const SURROGATE = /^u[d][89a-f]/i;

/** One character so that it stands for nothing but itself, also within a class. */
export const literal = (code: number): string => `\\x{${code.toString(16)}}`;

/** Reads the escape whose backslash is followed by `rest`. */
export function escapeOf(rest: string): Escape {
  const [letter = ''] = rest;
  const set = CLASSES[letter];
  if (set !== undefined) return { members: set, length: 1 };
  const control = CONTROLS[letter];
  if (control !== undefined) return { members: literal(control), length: 1 };
  if (letter === 'p' || letter === 'P') {
    const [category] = CATEGORY.exec(rest.slice(1)) ?? [];
    if (category === undefined) throw new BadExpression(`'\\${rest.slice(0, 12)}' is not a general category`);
    return { members: `\\${letter}${category}`, length: 1 + category.length };
  }
  const [all = '', hex, unicode, octal] = NUMBERED.exec(rest) ?? [];
  if (all !== '' && !SURROGATE.test(rest)) {
    const code =
      octal === undefined ? Number.parseInt(hex ?? unicode ?? '', 16) : Number.parseInt(`0${octal}`, 8);
    return { members: literal(code), length: all.length };
  }
  if (letter === 'c' && /^c[a-z]/i.test(rest))
    return { members: literal(rest.charCodeAt(1) & 31), length: 2 };
  if (/[1-9k]/.test(letter)) throw new BadExpression('backreferences are not supported');
  if (letter === '' || /[\p{L}\p{N}_]/u.test(letter))
    throw new BadExpression(`the escape '\\${letter}' is not supported`);
  return { members: literal(letter.codePointAt(0) ?? 0), length: letter.length };
}
