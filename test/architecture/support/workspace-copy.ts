import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { workspace } from './workspace.ts';

/** A copy of the workspace that a test may change. */
export type WorkspaceCopy = Readonly<{
  /** Runs a file of the copy with Node, in a folder of it; rejects with its output when it fails. */
  node: (file: string, args?: readonly string[], folder?: string) => Promise<string>;
  /** Links a package of the copy into another one, as an install does. */
  link: (target: string, to: string) => void;
  close: () => void;
}>;

const leftOut = new Set(['.git', '.tools', '.data', 'coverage', 'out', 'node_modules']);
const verbatim = { recursive: true, verbatimSymlinks: true } as const;

/** Copies the workspace with installed and generated files; pnpm's store is shared. */
export function workspaceCopy(): WorkspaceCopy {
  const folder = mkdtempSync(join(tmpdir(), 'egov-workspace-'));
  for (const entry of readdirSync(workspace).filter((name) => !leftOut.has(name)))
    cpSync(join(workspace, entry), join(folder, entry), verbatim);
  const [installed, modules] = [join(workspace, 'node_modules'), join(folder, 'node_modules')];
  mkdirSync(modules);
  for (const entry of readdirSync(installed).filter((name) => name !== '.pnpm'))
    cpSync(join(installed, entry), join(modules, entry), verbatim);
  symlinkSync(join(installed, '.pnpm'), join(modules, '.pnpm'));
  return {
    node: async (file, args = [], inside = '') => {
      const settings = { cwd: join(folder, inside), maxBuffer: 16 * 1024 * 1024 };
      return (await promisify(execFile)(process.execPath, [join(folder, file), ...args], settings)).stdout;
    },
    link: (target, to) => {
      const known = join(folder, to, 'node_modules/@egov');
      mkdirSync(known, { recursive: true });
      symlinkSync(join(folder, target), join(known, basename(target)));
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
