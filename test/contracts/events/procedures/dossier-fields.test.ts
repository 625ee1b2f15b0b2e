import { expect, test } from '@jest/globals';
import { aggregates } from '@egov/procedures/domain';
import { dossierFields } from '@egov/procedures/dossier-fields';
import { disclosed, type Reader } from '@egov/procedures/field-rules';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Schema = Readonly<{
  type?: string;
  format?: string;
  enum?: readonly unknown[];
  $ref?: string;
  anyOf?: readonly Schema[];
  properties?: Readonly<Record<string, Schema>>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  definitions?: Readonly<Record<string, Schema>>;
}>;
type Rules = string | Readonly<{ [name: string]: Rules }>;

const { catalogue } = aggregates.dossiers;
const types = Object.keys(catalogue) as (keyof typeof catalogue)[];

/** Texts of events that are kept in the clear: nobody says anything of a person in them. */
const notWords: readonly (readonly [path: RegExp, reason: string])[] = [
  [/^(procedureCode|code|temporaryId)$/, 'numbers that the platform or the ministry gives'],
  [/^rules\./, 'terms of the procedure as it was published'],
  [/^(step|given)\./, 'steps of the procedure as it was published'],
  [/^(due|stepDue|replyBy|step\.due)\./, 'how a due time was computed: calendar, holidays'],
  [/^(components|defects)\.\*\.paperId$/, 'papers of the procedure as it was published'],
  [/^components\.\*\.fileRef$/, 'the digest under which the file is kept'],
  [/^(holder|from|to)\.officialId$/, 'subjects of officials'],
  [/^targetId$/, 'a step, or the subject of an official'],
  [/^(resultCode|document)$/, 'numbers of the decision, by which anybody may check it'],
  [/^(activity|resource|transition|flags\.\*)$/, 'names in an imported history'],
];

const json = (file: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8'));

/** The leaves of a schema by their dotted path; `*` for each element. */
function leaves(schema: Schema, root: Schema, trail: readonly string[] = []): [path: string, leaf: Schema][] {
  const { $ref, anyOf, properties, additionalProperties: more, items } = schema;
  const inner = (name: string, part: Schema) => leaves(part, root, [...trail, name]);
  if ($ref !== undefined) return leaves(root.definitions?.[$ref.split('/').at(-1) ?? ''] ?? {}, root, trail);
  if (anyOf !== undefined)
    return anyOf.flatMap((each) => (each.type === 'null' ? [] : leaves(each, root, trail)));
  if (items !== undefined) return inner('*', items);
  if (properties !== undefined)
    return Object.entries(properties).flatMap(([name, part]) => inner(name, part));
  return typeof more === 'object' ? inner('*', more) : [[trail.join('.'), schema]];
}

const isBelow = (path: string, above: string): boolean => path === above || path.startsWith(`${above}.`);

const isText = ({ type, format, enum: words }: Schema): boolean =>
  type === 'string' && words === undefined && !['date-time', 'date', 'uuid'].includes(format ?? '');

const ruleOf = (rules: Rules | undefined, path: string): string | undefined =>
  path.split('.').reduce<Rules | undefined>((at, name) => (typeof at === 'object' ? at[name] : at), rules) as
    | string
    | undefined;

const schemaOf = (type: (typeof types)[number]): Schema =>
  json(`${type}.v${catalogue[type].schema}.schema.json`) as Schema;

test.each(types)('each field of %s is said how it is kept and who is shown it', (type) => {
  const schema = schemaOf(type);
  const paths = leaves(schema, schema).map(([path]) => path);
  const rules: Rules = dossierFields[type];
  const known = ['open', 'guarded', 'sealed', 'told'];
  expect(paths.filter((path) => !known.includes(ruleOf(rules, path) ?? ''))).toEqual([]);
  for (const sealed of Object.keys(catalogue[type].sealed ?? {}))
    expect(paths.filter((path) => isBelow(path, sealed))).not.toEqual([]);
});

test.each(types)('each text of %s is sealed, or no words about a person', (type) => {
  const schema = schemaOf(type);
  const sealed = Object.keys(catalogue[type].sealed ?? {});
  const texts = leaves(schema, schema).flatMap(([path, leaf]) => (isText(leaf) ? [path] : []));
  const open = texts.filter(
    (path) => !sealed.some((above) => isBelow(path, above)) && !notWords.some(([those]) => those.test(path)),
  );
  expect(open).toEqual([]);
});

test('the list of texts that are no words has nothing that is not needed', () => {
  const texts = types.flatMap((type) => {
    const schema = schemaOf(type);
    return leaves(schema, schema).flatMap(([path, leaf]) => (isText(leaf) ? [path] : []));
  });
  expect(notWords.filter(([those]) => !texts.some((path) => those.test(path)))).toEqual([]);
});

const sampleOf = (type: (typeof types)[number]) =>
  json(`${type}.v${catalogue[type].schema}.json`) as Readonly<Record<string, unknown>>;
const shown = (type: (typeof types)[number], reader: Reader): string =>
  JSON.stringify(disclosed(sampleOf(type), dossierFields[type], reader));

/** Every text at a path of a value. */
const textsAt = (value: unknown, [name, ...rest]: readonly string[]): readonly string[] => {
  if (name === undefined) return typeof value === 'string' && value !== '' ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  const held = value as Readonly<Record<string, unknown>>;
  return (name === '*' ? Object.keys(held) : [name]).flatMap((key) => textsAt(held[key], rest));
};

test.each(types)('%s tells only those who may see personal data who and what it is about', (type) => {
  const schema = schemaOf(type);
  for (const [path] of leaves(schema, schema)) {
    const rule = ruleOf(dossierFields[type], path);
    for (const text of textsAt(sampleOf(type), path.split('.'))) {
      expect(shown(type, 'entitled')).toContain(JSON.stringify(text));
      if (rule === 'guarded' || rule === 'sealed') expect(shown(type, 'slip')).not.toContain(`"${text}"`);
      if (rule === 'told') expect(shown(type, 'slip')).toContain(JSON.stringify(text));
      if (rule !== 'open') expect(shown(type, 'other')).not.toContain(`"${text}"`);
    }
  }
});
