import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a process spent its time: how much was work, and the share of each package, the largest first. */
export type ProfileLine = Readonly<{
  process: string;
  workSeconds: number;
  parts: readonly Readonly<{ part: string; share: number }>[];
}>;

/** The parts used here of what V8 writes with `--cpu-prof`; times are in microseconds. */
export type CpuProfile = Readonly<{
  nodes: readonly Readonly<{
    id: number;
    callFrame: Readonly<{ functionName: string; url: string }>;
    children?: readonly number[];
  }>[];
  samples: readonly number[];
  timeDeltas: readonly number[];
}>;

const SHOWN = 12;
const named: Readonly<Record<string, string>> = {
  '(garbage collector)': 'garbage collection',
  '(program)': 'native code and the system',
};

/**
 * Returns the variables with which each Node process, and each of its threads, writes a profile into `folder`
 * when it ends.
 */
export const profiling = (folder: string): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `--cpu-prof "--cpu-prof-dir=${folder}"`,
});

/** Reads the profiles in `folder`, by process id, with threads added up. */
export function readProfiles(
  folder: string,
  processes: Readonly<Record<string, number>>,
): readonly ProfileLine[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.cpuprofile'));
  return Object.entries(processes).flatMap(([process, pid]) => {
    const own = files.filter((file) => file.split('.')[3] === String(pid));
    return own.length === 0
      ? []
      : [
          profileLine(
            process,
            own.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile),
          ),
        ];
  });
}

/** Adds up the threads of a process. Idle time is not work; native functions count for their callers. */
export function profileLine(process: string, threads: readonly CpuProfile[]): ProfileLine {
  const micros = new Map<string, number>();
  for (const thread of threads) {
    const partOf = partsOf(thread);
    for (const [index, sample] of thread.samples.entries()) {
      const part = partOf.get(sample);
      if (part !== undefined) micros.set(part, (micros.get(part) ?? 0) + (thread.timeDeltas[index] ?? 0));
    }
  }
  const work = [...micros.values()].reduce((sum, each) => sum + each, 0);
  const parts = [...micros]
    .map(([part, each]) => ({ part, share: each / work }))
    .toSorted((a, b) => b.share - a.share)
    .slice(0, SHOWN);
  return { process, workSeconds: work / 1_000_000, parts };
}

/** The package of each node of a call tree; none for idle ones. */
function partsOf({ nodes }: CpuProfile): ReadonlyMap<number, string | undefined> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parts = new Map<number, string | undefined>();
  const walk = (id: number, above: string | undefined): void => {
    const node = byId.get(id);
    if (node === undefined) return;
    const { functionName, url } = node.callFrame;
    const part = url === '' ? (named[functionName] ?? above) : partOfUrl(url);
    parts.set(id, part);
    for (const child of node.children ?? []) walk(child, part);
  };
  const [root] = nodes;
  if (root !== undefined) walk(root.id, undefined);
  return parts;
}

/** Returns the package of a file: an npm package, a folder of this repository, or Node's own modules. */
function partOfUrl(url: string): string {
  const path = url.startsWith('file://') ? decodeURIComponent(url) : url;
  const [, npm] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
  if (npm !== undefined) return npm;
  const [, own] = /\/((?:services|infra|proto)\/[^/]+(?:\/src\/[^/]+)?)\//.exec(path) ?? [];
  if (own !== undefined) return own.replace('/src/', ': ');
  return path.startsWith('node:')
    ? path.split('/')[0] === 'node:internal'
      ? path.split('/').slice(0, 2).join('/')
      : path
    : 'other';
}
