import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runToEnd, workspace } from '@egov/local/building';
import { compilePackage } from './compile.ts';
import type { NodeImage } from './image-list.ts';

/** Files that no program reads at run time. */
const useless = /\.(map|d\.[cm]?ts|md|markdown|flow)$|^(CHANGELOG|HISTORY)/i;
const kept = /^(LICEN[CS]E|NOTICE|COPYING)/i;

/**
 * Lays a workspace package out as an image holds it: compiled, with its production dependencies as plain
 * folders below `node_modules`. Install scripts do not run, and the result does not depend on where or when
 * it is made.
 */
export async function nodeFolder(image: NodeImage, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  await runToEnd({
    what: `Laying out ${image.package}`,
    file: 'pnpm',
    cwd: workspace,
    args: [
      `--filter=${image.package}`,
      'deploy',
      '--prod',
      '--ignore-scripts',
      '--prefer-offline',
      '--config.node-linker=hoisted',
      '--config.inject-workspace-packages=true',
      '--config.package-import-method=copy',
      '--config.pmOnFail=ignore',
      folder,
    ],
  });
  const modules = join(folder, 'node_modules');
  for (const own of [folder, ...packagesOf(join(modules, '@egov'))]) compilePackage(own);
  for (const rest of [
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    'node_modules/.pnpm',
    'node_modules/.bin',
    'node_modules/.modules.yaml',
    'node_modules/.pnpm-workspace-state-v1.json',
    'node_modules/@types',
  ]) {
    rmSync(join(folder, rest), { recursive: true, force: true });
  }
  for (const entry of readdirSync(modules, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && useless.test(entry.name) && !kept.test(entry.name))
      rmSync(join(entry.parentPath, entry.name));
  }
  writeFileSync(join(folder, 'preload.js'), image.telemetry ? "import '@egov/chassis/telemetry';\n" : '');
}

const packagesOf = (scope: string): string[] =>
  existsSync(scope) ? readdirSync(scope).map((name) => join(scope, name)) : [];
