import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jobs, portals, services } from '@egov/platform';

const platform = join(import.meta.dirname, '../../charts/platform');
const listed = { ...services, ...portals };
const names = Object.keys(listed);

type Edges = Readonly<{ asks: readonly string[]; hears: readonly string[] }>;
const flow = (words: readonly string[]): string =>
  `[${words.map((word) => (/^[\w-]+$/.test(word) ? word : `"${word}"`)).join(', ')}]`;
const mapping = (pairs: Readonly<Record<string, string>>): string =>
  `{${Object.entries(pairs)
    .map(([key, word]) => ` ${key}: ${word}`)
    .join(',')} }`;
const edges = ({ asks, hears }: Edges): string => `asks: ${flow(asks)}, hears: ${flow(hears)}`;

/**
 * The list as `global.services`: what the charts of a process, of its callers and of the broker need to know.
 */
const entries = [
  ...Object.entries(services).map(
    ([name, each]) =>
      `    ${name}: { kind: ${each.kind}, port: ${each.port}, ${edges(each)}, ` +
      `follows: ${mapping(each.follows)}, grants: ${flow(each.grants)} }`,
  ),
  ...Object.entries(portals).map(
    ([name, each]) =>
      `    ${name}: { kind: portal, port: ${each.port}, ${edges(each)}, follows: ${mapping(each.follows)} }`,
  ),
  ...Object.entries(jobs).map(([name, each]) => `    ${name}: { kind: job, ${edges(each)} }`),
];

/** A place of the list in the umbrella: lines of one shape, before a line that is not of the list. */
const places = [
  { file: 'values.yaml', shape: / {4}[\w-]+: \{ kind: .*/, ahead: '  province:', lines: entries },
  {
    file: 'values.yaml',
    shape: /[\w-]+: \{ enabled: true \}/,
    ahead: 'payment-simulator:',
    lines: names.map((name) => `${name}: { enabled: true }`),
  },
  {
    file: 'values-restore.yaml',
    shape: /[\w-]+: \{ enabled: false \}/,
    ahead: 'payment-simulator:',
    lines: names.map((name) => `${name}: { enabled: false }`),
  },
  {
    file: 'values.schema.json',
    shape: / {4}"[\w-]+": \{ "\$ref": "#\/\$defs\/part" \},/,
    ahead: '    "payment-simulator"',
    lines: names.map((name) => `    "${name}": { "$ref": "#/$defs/part" },`),
  },
  {
    file: 'Chart.yaml',
    shape: / {2}- \{ name: .*/,
    ahead: '  - { name: payment-simulator',
    lines: names.map(
      (name) =>
        `  - { name: ${name}, version: 0.1.0, repository: "file://../${name}", condition: ${name}.enabled }`,
    ),
  },
];

const escaped = (text: string): string => text.replaceAll(/[{}[\]().*+?^$|\\]/g, String.raw`\$&`);

/** Returns each file of the umbrella that contains the list, as it must be. */
export function listInCharts(): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const { file, shape, ahead, lines } of places) {
    const path = join(platform, file);
    const text = texts.get(path) ?? readFileSync(path, 'utf8');
    const before = new RegExp(String.raw`(?:^${shape.source}\n)+(?=${escaped(ahead)})`, 'm');
    if (!before.test(text)) throw new Error(`${file} has no line of the list ahead of "${ahead.trim()}".`);
    texts.set(
      path,
      text.replace(before, () => `${lines.join('\n')}\n`),
    );
  }
  return texts;
}
