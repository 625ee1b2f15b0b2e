import { expect, test } from '@jest/globals';
import { dirname, join } from 'node:path';
import { importsOf } from './support/imports.ts';
import { read } from './support/workspace.ts';

const chassis = 'services/chassis';
const { exports: exported } = JSON.parse(read(join(chassis, 'package.json'))) as {
  exports: Readonly<Record<string, string>>;
};
const entries = new Map(
  Object.entries(exported)
    .filter(([, file]) => file.endsWith('.ts'))
    .map(([name, file]) => [name.slice('./'.length), join(chassis, file)]),
);

const loads = Map.groupBy(
  importsOf(join(chassis, 'src')).filter(({ loaded }) => loaded),
  ({ file }) => file,
);

/** The modules of others that Node loads with an entry, each with the file of the chassis that names it. */
function loadedWith(entry: string): readonly string[] {
  const found: string[] = [];
  const files = new Set([entries.get(entry) ?? '']);
  for (const file of files)
    for (const { specifier } of loads.get(file) ?? [])
      if (specifier.startsWith('.')) files.add(join(dirname(file), specifier));
      else found.push(`${specifier} by ${file}`);
  return found;
}

/** What none of these entries may load, so that a layer, a thread or a portal does not pay for it. */
const unwanted: Readonly<Record<string, RegExp>> = {
  domain: /./,
  projections: /^(?!node:)/,
  application: /^(@eventstore|@nats-io|@grpc|@egov\/proto|node:sqlite|zod)/,
  policies: /^(@eventstore|@nats-io|@grpc|@egov\/proto|node:sqlite|zod)/,
  publish: /^(?!node:)/,
  config: /^(?!zod )/,
  grpc: /^(@eventstore|@nats-io|node:sqlite|pino)/,
  web: /^(@eventstore|node:sqlite)/,
};

test.each(Object.entries(unwanted))('the entry %s loads no driver its users do without', (entry, refused) => {
  expect(loadedWith(entry).filter((name) => refused.test(name))).toEqual([]);
});

test('the process loads the drivers, so that their absence elsewhere means something', () => {
  const names = loadedWith('runtime').join('\n');
  for (const driver of ['@eventstore/db-client', '@nats-io/transport-node', '@grpc/grpc-js', 'node:sqlite'])
    expect(names).toContain(`${driver} by `);
});

test('every entry names what it gives', () => {
  expect([...entries.values()].filter((file) => /^export \* from/m.test(read(file)))).toEqual([]);
});
