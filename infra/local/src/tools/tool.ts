import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { toolsFolder, workspace } from '../config.ts';
import { goTools, type GoProgram, type GoTool } from './go-tools.ts';
import { runToEnd } from '../processes/run-to-end.ts';

const tell = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/**
 * Returns the path of a pinned Go program, building it first when this version (and source, where it is our
 * own) is not in the cache. A build takes minutes, so it is told on stderr unless `onBuild` tells it.
 */
export async function tool(name: GoTool, onBuild: (line: string) => void = tell): Promise<string> {
  const wanted: GoProgram = goTools[name];
  const source = join(workspace, 'infra', 'tools', wanted.module ?? name);
  const version = pinnedVersion(wanted, join(source, 'go.mod'));
  const program = join(
    toolsFolder,
    'bin',
    `${name}-${version}${wanted.package === '.' ? `-${hashOf(source)}` : ''}`,
  );
  if (existsSync(program)) return program;

  onBuild(`Building ${name} ${version} (once) ...`);
  mkdirSync(join(toolsFolder, 'bin'), { recursive: true });
  // Built under another name and renamed, so that an interrupted or parallel build never leaves half a
  // program.
  const unfinished = `${program}.${process.pid}`;
  const stamps = (wanted.stamp ?? []).map((variable) => ` -X ${variable}=${version}`).join('');
  try {
    await runToEnd({
      what: `Building ${name} ${version}`,
      file: 'go',
      args: ['build', '-trimpath', `-ldflags=-s -w${stamps}`, '-o', unfinished, wanted.package],
      cwd: source,
      env: { CGO_ENABLED: '0' },
      missing:
        `Go is required to build ${name} ${version} and was not found on PATH: ` +
        'install Go 1.25 or newer.',
    });
    renameSync(unfinished, program);
  } finally {
    rmSync(unfinished, { force: true });
  }
  return program;
}

/** Hash of the source of our own program, as its version alone does not show a change. */
function hashOf(source: string): string {
  const files = readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted();
  return files
    .reduce(
      (hash, file) => hash.update(relative(source, file)).update(readFileSync(file)),
      createHash('sha256'),
    )
    .digest('hex')
    .slice(0, 8);
}

function pinnedVersion({ package: built, pinnedBy = built }: GoProgram, goMod: string): string {
  const required = [...readFileSync(goMod, 'utf8').matchAll(/^\s*(?:require\s+)?(\S+)\s+(v\S+)/gm)];
  const pinned = required.find(
    ([, path]) => path !== undefined && (pinnedBy === path || pinnedBy.startsWith(`${path}/`)),
  );
  if (pinned?.[2] === undefined) throw new Error(`${goMod} does not pin ${pinnedBy}.`);
  return pinned[2];
}
