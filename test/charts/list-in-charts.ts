import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brokerAccounts, jobs, portals, services } from '@egov/platform';

const platform = join(import.meta.dirname, '../../charts/platform');
const broker = join(import.meta.dirname, '../../charts/nats/values.yaml');
const listed = { ...services, ...portals };
const names = Object.keys(listed);

const flow = (words: readonly string[]): string => `[${words.join(', ')}]`;

/**
 * The list as `global.services`: what the charts of a process and of its callers need to know.
 */
const entries = [
  ...Object.entries(services).map(
    ([name, each]) =>
      `    ${name}: { kind: ${each.kind}, port: ${each.port}, asks: ${flow(each.asks)}, ` +
      `grants: ${flow(each.grants)} }`,
  ),
  ...Object.entries(portals).map(
    ([name, each]) => `    ${name}: { kind: portal, port: ${each.port}, asks: ${flow(each.asks)} }`,
  ),
  ...Object.entries(jobs).map(([name, each]) => `    ${name}: { kind: job, asks: ${flow(each.asks)} }`),
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

/** The chart of the broker, which ends with the accounts. */
function accountsInChart(): string {
  const [settings = ''] = /^[^]*\n {4}accounts\.conf: \|\n/.exec(readFileSync(broker, 'utf8')) ?? [];
  return settings + brokerAccounts().replaceAll(/^(?=.)/gm, '      ');
}

/** Returns each file of the charts that contains the list, as it must be. */
export function listInCharts(): ReadonlyMap<string, string> {
  const texts = new Map<string, string>([[broker, accountsInChart()]]);
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
