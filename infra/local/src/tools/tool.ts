import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { toolsFolder, workspace } from '../config.ts';
import { goTools, type GoProgram, type GoTool } from './go-tools.ts';
import { runToEnd } from '../processes/run-to-end.ts';

/** Answers the path of a pinned Go program, building it first when this version is not in the cache. */
export async function tool(name: GoTool, onBuild: (line: string) => void = () => undefined): Promise<string> {
  const wanted: GoProgram = goTools[name];
  const source = join(workspace, 'infra', 'tools', wanted.module ?? name);
  const version = pinnedVersion(wanted, join(source, 'go.mod'));
  const program = join(toolsFolder, 'bin', `${name}-${version}`);
  if (existsSync(program)) return program;

  onBuild(`Building ${name} ${version} (once) ...`);
  mkdirSync(join(toolsFolder, 'bin'), { recursive: true });
  // Built beside and renamed: a build that is cut short, or runs twice at once, leaves no half program under the name.
  const unfinished = `${program}.${process.pid}`;
  const stamps = (wanted.stamp ?? []).map((variable) => ` -X ${variable}=${version}`).join('');
  try {
    await runToEnd({
      what: `Building ${name} ${version}`, file: 'go', args: ['build', '-trimpath', `-ldflags=-s -w${stamps}`, '-o', unfinished, wanted.package],
      cwd: source, env: { CGO_ENABLED: '0' }, missing: `Go is needed to build ${name} ${version} and was not found on PATH: install Go 1.25 or newer.`,
    });
    renameSync(unfinished, program);
  } finally {
    rmSync(unfinished, { force: true });
  }
  return program;
}

function pinnedVersion({ package: built, pinnedBy = built }: GoProgram, goMod: string): string {
  const required = [...readFileSync(goMod, 'utf8').matchAll(/^\s*(?:require\s+)?(\S+)\s+(v\S+)/gm)];
  const pinned = required.find(([, path]) => path !== undefined && (pinnedBy === path || pinnedBy.startsWith(`${path}/`)));
  if (pinned?.[2] === undefined) throw new Error(`${goMod} does not pin ${pinnedBy}.`);
  return pinned[2];
}
