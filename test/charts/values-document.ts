import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const charts = join(import.meta.dirname, '../../charts');
export const valuesDocument = join(charts, 'VALUES.md');

type Schema = Readonly<{
  type?: string;
  enum?: readonly unknown[];
  description?: string;
  properties?: Readonly<Record<string, Schema>>;
  $ref?: string;
  $defs?: Readonly<Record<string, Schema>>;
}>;
type Row = Readonly<{ path: string; standard: unknown; description: string }>;

const of = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;

/**
 * Every value of a schema by its path, with its default; parts without a description are in the row of their
 * parent.
 */
function rowsOf(schema: Schema, values: unknown, root: Schema, before = ''): readonly Row[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, given]) => {
    const named =
      given.$ref === undefined ? given : { ...root.$defs?.[given.$ref.split('/').at(-1) ?? ''], ...given };
    const path = `${before}${key}`;
    const standard = of(values, key);
    const inParts = Object.values(named.properties ?? {}).some(
      ({ description }) => description !== undefined,
    );
    const choice = named.enum === undefined ? '' : ` One of ${named.enum.join(', ')}.`;
    const row = {
      path,
      standard: inParts ? undefined : standard,
      description: `${named.description ?? ''}${choice}`,
    };
    return inParts
      ? [...(named.description === undefined ? [] : [row]), ...rowsOf(named, standard, root, `${path}.`)]
      : [row];
  });
}

const cell = (text: string): string => text.replaceAll('|', '\\|');
const shown = (standard: unknown): string =>
  standard === undefined || standard === '' ? '' : `\`${cell(JSON.stringify(standard))}\``;

function tableOf(chart: string): string {
  const schema = JSON.parse(readFileSync(join(charts, chart, 'values.schema.json'), 'utf8')) as Schema;
  const values: unknown = parse(readFileSync(join(charts, chart, 'values.yaml'), 'utf8'));
  return [
    '| value | default | what |',
    '|---|---|---|',
    ...rowsOf(schema, values, schema).map(
      ({ path, standard, description }) => `| \`${path}\` | ${shown(standard)} | ${cell(description)} |`,
    ),
  ].join('\n');
}

/** Returns the page of all values, from the schemas and values files. */
export const valuesPage = (): string => `# Values

Written from the charts' schemas by \`npm run exec -- node test/charts/renew-golden.ts\`.

## The whole platform (\`platform\`)

The values of \`service\` are below the name of the process: \`procedures.service.replicas\`.

${tableOf('platform')}

## One process (\`service\`)

${tableOf('service')}

## Telemetry (\`telemetry\`)

${tableOf('telemetry')}
`;
