import { describe, expect, test } from '@jest/globals';
import { isBuiltin } from 'node:module';
import { join, parse as pathOf } from 'node:path';
import { parse } from 'yaml';
import { importsOf } from './support/imports.ts';
import { foldersIn, read } from './support/workspace.ts';

type Manifest = {
  name: string;
  exports?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
};

const foldersOf = (pattern: string): readonly string[] => {
  const { dir, base } = pathOf(pattern);
  return base === '*' ? foldersIn(dir).map((name) => join(dir, name)) : [pattern];
};
const { packages: folders } = parse(read('pnpm-workspace.yaml')) as { packages: readonly string[] };
const packages = folders.flatMap(foldersOf).map((folder) => ({
  folder,
  manifest: JSON.parse(read(join(folder, 'package.json'))) as Manifest,
}));

/** The packages of this workspace that each package may import. */
const mayUse: Readonly<Record<string, readonly string[]>> = {
  '@egov/proto': [],
  '@egov/certificates': [],
  '@egov/eventstore-lite': ['@egov/certificates'],
  '@egov/keycloak': ['@egov/platform'],
  '@egov/payment-simulator': [],
  '@egov/platform': ['@egov/proto'],
  '@egov/reference-data': ['@egov/chassis', '@egov/proto'],
  '@egov/chassis': ['@egov/certificates', '@egov/platform', '@egov/proto'],
  // Its page of roles shows the realm's own table.
  '@egov/staff-portal': [
    '@egov/chassis',
    '@egov/dossier-views',
    '@egov/keycloak',
    '@egov/platform',
    '@egov/proto',
  ],
  '@egov/local': [
    '@egov/certificates',
    '@egov/chassis',
    '@egov/eventstore-lite',
    '@egov/keycloak',
    '@egov/operations',
    '@egov/platform',
    '@egov/proto',
    '@egov/reference-data',
  ],
  '@egov/operations': [
    '@egov/certificates',
    '@egov/chassis',
    '@egov/keycloak',
    '@egov/platform',
    '@egov/proto',
    '@egov/reference-data',
  ],
  '@egov/images': ['@egov/local', '@egov/platform'],
  '@egov/telemetry': ['@egov/chassis', '@egov/local', '@egov/platform'],
  '@egov/toolchain': [],
  '@egov/cluster': [
    '@egov/images',
    '@egov/local',
    '@egov/operations',
    '@egov/platform',
    '@egov/reference-data',
  ],
};
/** Portals share their words for dossiers. */
const portalMayUse = ['@egov/chassis', '@egov/dossier-views', '@egov/platform', '@egov/proto'];
const serviceMayUse = ['@egov/chassis', '@egov/platform', '@egov/proto'];
const kindMayUse = (folder: string): readonly string[] | undefined => {
  if (folder.endsWith('-portal')) return portalMayUse;
  return folder.startsWith('services/') ? serviceMayUse : undefined;
};

/** Nothing imports these: they drive the whole. */
const onTop = ['@egov/loadtest', '@egov/test'];

/** Packages of the workspace's own tools, declared at its root. */
const fromRoot = ['@jest/globals'];

const packageOf = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
const foreign = (folder: string) =>
  importsOf(folder).filter(({ specifier }) => !specifier.startsWith('.') && !isBuiltin(specifier));

describe.each(packages)('$manifest.name', ({ folder, manifest }) => {
  const declared = { ...manifest.dependencies, ...manifest.devDependencies };

  test('imports only what its package.json declares', () => {
    // Scripts of k6 import k6's built-in modules, as scripts of Node import Node's.
    const known = new Set([
      ...Object.keys(declared),
      ...fromRoot,
      manifest.name,
      ...('@types/k6' in declared ? ['k6'] : []),
    ]);
    expect(foreign(folder).filter(({ specifier }) => !known.has(packageOf(specifier)))).toEqual([]);
  });

  test('takes every version from the catalog', () => {
    expect(
      Object.entries(declared).filter(([, version]) => version !== 'catalog:' && version !== 'workspace:*'),
    ).toEqual([]);
  });

  test('imports only packages of lower layers', () => {
    const own = Object.keys(declared).filter((name) => name.startsWith('@egov/'));
    const allowed = mayUse[manifest.name] ?? kindMayUse(folder) ?? (onTop.includes(manifest.name) ? own : []);
    expect(own.filter((name) => !allowed.includes(name))).toEqual([]);
  });

  test('imports other packages through their exports only', () => {
    const exported = new Map(
      packages.map((each) => [each.manifest.name, Object.keys(each.manifest.exports ?? {})]),
    );
    const refused = foreign(folder).filter(({ specifier }) => {
      const entries = exported.get(packageOf(specifier));
      if (entries === undefined) return false;
      const entry = `.${specifier.slice(packageOf(specifier).length)}`;
      return !entries.some(
        (each) => each === entry || (each.endsWith('/*') && entry.startsWith(each.slice(0, -1))),
      );
    });
    expect(refused).toEqual([]);
  });
});

test('services reach the event log and the broker through the chassis only', () => {
  const vendors = /^@(eventstore|nats-io)\//;
  const services = packages.filter(
    ({ folder }) => folder.startsWith('services/') && folder !== 'services/chassis',
  );
  const direct = services
    .flatMap(({ folder }) => foreign(folder))
    .filter(
      ({ specifier, file }) =>
        vendors.test(specifier) && !/\/(adapters|main\.ts)/.test(file) && !file.endsWith('.test.ts'),
    );
  expect(direct).toEqual([]);
});

test('keycloak-connect, deprecated by its makers, is imported by one file only', () => {
  const importers = packages
    .flatMap(({ folder }) => foreign(folder))
    .filter(({ specifier }) => specifier === 'keycloak-connect')
    .map(({ file }) => file);
  expect(importers).toEqual(['services/staff-portal/src/auth/staff-login.ts']);
});

test('the table of imports names existing packages only', () => {
  const names = new Set(packages.map(({ manifest }) => manifest.name));
  expect([...Object.entries(mayUse).flat(2), ...onTop].filter((name) => !names.has(name))).toEqual([]);
});
