import { readdirSync, readFileSync } from 'node:fs';

export type Leftover = Readonly<{ pid: number; command: string }>;

/**
 * A variable in the environment of a process, inherited by its children, by which all of them are found
 * again.
 */
export type Mark = Readonly<{ name: string; value: string }>;

/** The name of the mark of all that a run of tests starts. */
export const TEST_RUN = 'EGOV_RUN';

/** Returns the mark as the environment of a child. */
export const markOf = (mark: Mark | undefined): Record<string, string> =>
  mark === undefined ? {} : { [mark.name]: mark.value };

/** Finds the running processes with this mark; none where the system has no /proc. */
export function markedProcesses({ name: variable, value }: Mark): readonly Leftover[] {
  if (process.platform !== 'linux') return [];
  const mark = `${variable}=${value}`;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const pid = Number(name);
      const own = readProcess(pid, 'environ')?.split('\0').includes(mark);
      if (own !== true || pid === process.pid) return [];
      const command = readProcess(pid, 'cmdline')?.replaceAll('\0', ' ').trim() ?? '';
      // A zombie process has no command line any more.
      return command === '' ? [] : [{ pid, command }];
    });
}

function readProcess(pid: number, file: 'environ' | 'cmdline'): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    // It has ended, or belongs to another user.
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return undefined;
    throw error;
  }
}

const GRACE_MS = 2000;
const ROUNDS = 5;

/** Waits for processes that are about to end, kills the rest by id, and returns what had to be killed. */
export async function endMarkedProcesses(mark: Mark): Promise<readonly Leftover[]> {
  const until = performance.now() + GRACE_MS;
  while (markedProcesses(mark).length > 0 && performance.now() < until)
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  const ended: Leftover[] = [];
  // More than one round: a process may have started another one just before it was killed.
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = markedProcesses(mark);
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
