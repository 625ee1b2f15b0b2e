import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { workspace } from './support/workspace.ts';

type Diagnostic = { code: string; filename: string };

/** Bad code, its file, and the rule that must find it. */
const violations: readonly { path: string; code: string; rule: string }[] = [
  {
    path: 'services/a/src/floating.ts',
    rule: 'typescript(no-floating-promises)',
    code: 'export const go = () => { Promise.resolve(1); };',
  },
  {
    path: 'services/a/src/misused.ts',
    rule: 'typescript(no-misused-promises)',
    code: 'export const go = (all: number[]) => { all.forEach(async (one) => Promise.resolve(one)); };',
  },
  {
    path: 'services/a/src/any.ts',
    rule: 'typescript(no-explicit-any)',
    code: 'export const go = (one: any) => String(one);',
  },
  {
    path: 'services/a/src/bang.ts',
    rule: 'typescript(no-non-null-assertion)',
    code: 'export const go = (all: string[]) => all[0]!.length;',
  },
  {
    path: 'services/a/src/cycle-one.ts',
    rule: 'import(no-cycle)',
    code: 'import { two } from "./cycle-two.ts"; export const one = (): number => two();',
  },
  {
    path: 'services/a/src/cycle-two.ts',
    rule: 'import(no-cycle)',
    code: 'import { one } from "./cycle-one.ts"; export const two = (): number => one();',
  },
  {
    path: 'services/a/src/twice.ts',
    rule: 'import(no-duplicates)',
    code: 'import type { A } from "./any.ts"; import type { B } from "./any.ts"; export type { A, B };',
  },
  {
    path: 'services/a/src/environment.ts',
    rule: 'node(no-process-env)',
    code: 'export const url = process.env.NATS_URL;',
  },
  {
    path: 'services/a/src/types.ts',
    rule: 'typescript(consistent-type-imports)',
    code: 'import { KeyObject } from "node:crypto"; export type Key = { of: KeyObject };',
  },
  {
    path: 'services/a/src/empty.ts',
    rule: 'eslint(no-empty)',
    code: 'export const go = () => { try { JSON.parse("1"); } catch {} };',
  },
  {
    path: 'services/a/src/long.ts',
    rule: 'eslint(max-lines)',
    code: Array.from({ length: 301 }, (_, line) => `export const line${line} = ${line};`).join('\n'),
  },
  {
    path: 'services/a/src/long-function.ts',
    rule: 'eslint(max-lines-per-function)',
    code: `export const go = () => {\n${'  process.exitCode = 1;\n'.repeat(60)}};`,
  },
  {
    path: 'services/a/src/switch.ts',
    rule: 'typescript(switch-exhaustiveness-check)',
    code: 'export const go = (to: "a" | "b") => { switch (to) { case "a": return 1; } return 2; };',
  },
  {
    path: 'services/a/src/deep.ts',
    rule: 'eslint(no-restricted-imports)',
    code: 'export * from "@egov/chassis/src/runtime/mod.ts";',
  },
  {
    path: 'services/a/src/neighbour.ts',
    rule: 'eslint(no-restricted-imports)',
    code: 'export * from "../../../infra/local/src/mod.ts";',
  },
  {
    path: 'services/a/src/application/broker.ts',
    rule: 'eslint(no-restricted-imports)',
    code: 'export { connectNats } from "@egov/chassis/runtime";',
  },
  {
    path: 'services/a/src/domain/clock.ts',
    rule: 'eslint(no-restricted-properties)',
    code: 'export const now = () => Date.now();',
  },
  {
    path: 'services/a/src/wait.test.ts',
    rule: 'eslint(no-restricted-globals)',
    code: 'export const wait = () => setTimeout(() => undefined, 10);',
  },
  {
    path: 'services/a/src/sleep.test.ts',
    rule: 'eslint(no-restricted-imports)',
    code: 'export { setTimeout } from "node:timers/promises";',
  },
  {
    path: 'services/a/src/only.test.ts',
    rule: 'jest(no-focused-tests)',
    code: 'import { test } from "@jest/globals"; test.only("one", () => undefined);',
  },
  {
    path: 'services/a/src/skip.test.ts',
    rule: 'jest(no-disabled-tests)',
    code: 'import { test } from "@jest/globals"; test.skip("one", () => undefined);',
  },
];

/** Examples of what each layer may not import. */
const forbidden: Readonly<Record<string, readonly string[]>> = {
  domain: [
    '@egov/chassis/runtime',
    '@egov/chassis/application',
    '@egov/proto/egov/a/v1/a',
    'node:crypto',
    '@nats-io/jetstream',
    'zod',
    '../config.ts',
    '../application/a.ts',
    '../../projections/a.ts',
    '../grpc/a.ts',
  ],
  application: [
    '@egov/chassis/runtime',
    '@egov/chassis/grpc',
    '@egov/chassis/projections',
    '@egov/chassis/publish',
    '@egov/chassis/testing',
    '@egov/proto/egov/a/v1/a',
    'node:sqlite',
    '@nats-io/jetstream',
    '@grpc/grpc-js',
    '../grpc/a.ts',
    '../adapters/a.ts',
  ],
  projections: [
    '@egov/chassis/runtime',
    '@egov/chassis/application',
    '@egov/chassis/grpc',
    '@egov/proto/egov/a/v1/a',
    '../application/a.ts',
    '../domain/dossier/decide.ts',
    '../grpc/a.ts',
  ],
  views: [
    '@egov/chassis/runtime',
    '@egov/chassis/application',
    '@egov/proto/egov/a/v1/a',
    'node:sqlite',
    '../projections/a.ts',
    '../domain/dossier/decide.ts',
    '../grpc/a.ts',
  ],
  policies: [
    '@egov/chassis/runtime',
    '@egov/chassis/grpc',
    '@egov/chassis/projections',
    'node:sqlite',
    '@eventstore/db-client',
    '../grpc/a.ts',
    '../projections/a.ts',
  ],
  publish: [
    '@egov/chassis/runtime',
    '@egov/chassis/application',
    '@egov/chassis/policies',
    'node:sqlite',
    '../application/a.ts',
    '../projections/a.ts',
  ],
  adapters: [
    '@egov/chassis/projections',
    '@egov/chassis/policies',
    '@egov/chassis/testing',
    '@egov/chassis/web',
    '../domain/dossier/decide.ts',
    '../grpc/a.ts',
    '../projections/a.ts',
  ],
  grpc: [
    '@egov/chassis/runtime',
    '@egov/chassis/projections',
    '@egov/chassis/policies',
    'node:sqlite',
    '@nats-io/jetstream',
    '../adapters/a.ts',
    '../domain/dossier/decide.ts',
    '../publish/a.ts',
  ],
  wiring: ['@egov/chassis/testing', '../../chassis/src/testing/mod.ts'],
  tool: ['@egov/chassis/testing'],
  portal: [
    '@egov/chassis/runtime',
    '@egov/chassis/application',
    '@egov/chassis/testing',
    '@nats-io/jetstream',
    'node:sqlite',
  ],
};

/** Examples of what each layer may import. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  domain: ['@egov/chassis/domain', './events.ts', '../ids.ts'],
  application: [
    '@egov/chassis/application',
    '@egov/chassis/domain',
    './ports.ts',
    '../domain/dossier/decide.ts',
  ],
  projections: [
    '@egov/chassis/projections',
    '@egov/chassis/domain',
    'node:sqlite',
    '../domain/dossier/events.ts',
  ],
  views: ['@egov/chassis/domain', '@egov/chassis/projections', '../domain/dossier/events.ts'],
  policies: [
    '@egov/chassis/policies',
    '../domain/dossier/events.ts',
    '../application/a.ts',
    '@egov/proto/egov/a/events/v1/a',
  ],
  publish: ['@egov/chassis/publish', '../domain/dossier/events.ts', '@egov/proto/egov/a/events/v1/a'],
  adapters: [
    '../application/ports.ts',
    '@nats-io/jetstream',
    '@egov/chassis/runtime',
    '@egov/chassis/grpc',
    '@egov/chassis/config',
  ],
  grpc: [
    '../application/a.ts',
    '../projections/a.ts',
    '@egov/proto/egov/a/v1/a',
    '@egov/chassis/grpc',
    '@egov/chassis/application',
  ],
  wiring: ['@egov/chassis/runtime', '@egov/chassis/application', './adapters/a.ts'],
  tool: ['@egov/chassis/runtime', '@egov/chassis/grpc'],
  portal: ['@egov/chassis/web', '@egov/chassis/grpc', '@egov/chassis/config', '@egov/proto/egov/a/v1/a'],
  'test support': ['@egov/chassis/testing', '@egov/chassis/runtime', '@nats-io/jetstream'],
};

/** Where what is no layer of a service stands. */
const elsewhere: Readonly<Record<string, string>> = {
  wiring: 'services/a/src',
  tool: 'infra/a/src',
  portal: 'services/a-portal/src/features',
  'test support': 'services/a/src/application/test-support',
};

const importing = (table: typeof forbidden, kind: string) =>
  Object.entries(table).flatMap(([layer, names]) =>
    names.map((name, index) => ({
      layer,
      name,
      path: `${elsewhere[layer] ?? `services/a/src/${layer}`}/${kind}-${index}.ts`,
      code: `export * from '${name}';`,
    })),
  );
const refusedImports = importing(forbidden, 'refused');
const allowedImports = importing(allowed, 'allowed');

let folder: string;
let found: readonly Diagnostic[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'egov-lint-'));
  await cp(join(workspace, 'oxlint.config.ts'), join(folder, 'oxlint.config.ts'));
  await symlink(join(workspace, 'node_modules'), join(folder, 'node_modules'));
  const base = join(workspace, 'infra', 'toolchain', 'tsconfig.base.json');
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ extends: base, include: ['services'] }));
  for (const { path, code } of [...violations, ...refusedImports, ...allowedImports]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), code);
  }
  const run = spawnSync(
    join(workspace, 'node_modules', '.bin', 'oxlint'),
    ['--type-aware', '--format', 'json'],
    { cwd: folder, encoding: 'utf8' },
  );
  found = (JSON.parse(run.stdout) as { diagnostics: Diagnostic[] }).diagnostics;
});

afterAll(async () => rm(folder, { recursive: true }));

const at = (path: string) => found.filter(({ filename }) => filename === path).map(({ code }) => code);

test.each(violations)('$rule finds $path', ({ path, rule }) => {
  expect(at(path)).toContain(rule);
});

test.each(refusedImports)('$layer may not import $name', ({ path }) => {
  expect(at(path)).toContain('eslint(no-restricted-imports)');
});

test.each(allowedImports)('$layer may import $name', ({ path }) => {
  expect(at(path)).not.toContain('eslint(no-restricted-imports)');
});
