/**
 * How a field of a dossier is kept, and who is shown it besides those who may see personal data: everybody
 * who may read the dossier (`open`), nobody (`guarded`, `sealed`), or the holder of its slip (`told`).
 * `sealed` and `told` are words about the applicant, sealed in the log under the applicant's key.
 */
export type Rule = 'open' | 'guarded' | 'sealed' | 'told';

/** Who reads a dossier: somebody who may see its personal data, the holder of its slip, or another. */
export type Reader = 'entitled' | 'slip' | 'other';

/**
 * The rule of each field of a value: of each of its parts, or of the whole. `*` stands for each element of a
 * list. A field without a rule does not compile.
 */
export type RulesOf<Value> = Value extends string | number | boolean | null | undefined
  ? Rule
  : Value extends readonly (infer Element)[]
    ? Rule | Readonly<{ '*': RulesOf<Element> }>
    : Rule | { readonly [Name in keyof Value]-?: RulesOf<NonNullable<Value[Name]>> };

type Tree = Rule | Readonly<{ [name: string]: Tree }>;

/** The dotted paths of the fields that are sealed. */
export const sealedPaths = (rules: object): readonly string[] => pathsOf(rules as Tree, isSealed);

const isSealed = (rule: Rule): boolean => rule === 'sealed' || rule === 'told';

function pathsOf(rules: Tree, chosen: (rule: Rule) => boolean, trail = ''): readonly string[] {
  if (typeof rules === 'string') return chosen(rules) ? [trail] : [];
  return Object.entries(rules).flatMap(([name, inner]) =>
    pathsOf(inner, chosen, trail === '' ? name : `${trail}.${name}`),
  );
}

const shows = (rule: Rule, reader: Reader): boolean =>
  rule === 'open' || reader === 'entitled' || (rule === 'told' && reader === 'slip');

/** What a reader is shown of a value: `null` in place of everything that no rule shows them. */
export const disclosed = <Value>(value: Value, rules: object, reader: Reader): Value =>
  shown(value, rules as Tree, reader) as Value;

function shown(value: unknown, rules: Tree | undefined, reader: Reader): unknown {
  if (rules === undefined || value === null || value === undefined) return null;
  if (typeof rules === 'string') return shows(rules, reader) ? value : null;
  if (Array.isArray(value)) return value.map((element) => shown(element, rules['*'], reader));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, shown(inner, rules[name], reader)]),
  );
}
