import { readdirSync, readFileSync } from 'node:fs';

export type Leftover = Readonly<{ pid: number; command: string }>;

/** The name under which everything that a run starts carries the run's mark in its environment. */
export const RUN_MARK = 'EGOV_RUN';

/** Finds the processes still running that carry this run's mark; where the system has no /proc, none are found. */
export function leftRunning(run: string): readonly Leftover[] {
  if (process.platform !== 'linux') return [];
  const mark = `${RUN_MARK}=${run}`;
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    const pid = Number(name);
    const own = readProcess(pid, 'environ')?.split('\0').includes(mark);
    if (own !== true || pid === process.pid) return [];
    const command = readProcess(pid, 'cmdline')?.replaceAll('\0', ' ').trim() ?? '';
    // A process that has ended and was not yet waited for has no command line any more.
    return command === '' ? [] : [{ pid, command }];
  });
}

function readProcess(pid: number, file: 'environ' | 'cmdline'): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    // It ended meanwhile, or belongs to somebody else.
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

const GRACE_MS = 2000;
const ROUNDS = 5;

/** Lets what is about to end do so, ends the rest by id, and answers what had to be ended. */
export async function endLeftRunning(run: string): Promise<readonly Leftover[]> {
  const until = performance.now() + GRACE_MS;
  while (leftRunning(run).length > 0 && performance.now() < until) await new Promise((resolve) => { setTimeout(resolve, 50); });
  const ended: Leftover[] = [];
  // More than one round: what is being ended may just have started something itself.
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = leftRunning(run);
    if (found.length === 0) break;
    found.forEach(end);
    ended.push(...found.filter(({ pid }) => !ended.some((each) => each.pid === pid)));
  }
  return ended;
}

function end({ pid }: Leftover): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
