import { readdirSync, readFileSync } from 'node:fs';

export type Leftover = Readonly<{ pid: number; command: string }>;

/**
 * A variable in the environment of a process, handed down to whatever it starts, by which they are found
 * again.
 */
export type Mark = Readonly<{ name: string; value: string }>;

/** The mark as environment of a child. */
export const markOf = (mark: Mark | undefined): Record<string, string> =>
  mark === undefined ? {} : { [mark.name]: mark.value };

/** Finds the running processes that carry this mark; where the system has no /proc, none are found. */
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
      // A process that has ended and was not yet waited for has no command line any more.
      return command === '' ? [] : [{ pid, command }];
    });
}

function readProcess(pid: number, file: 'environ' | 'cmdline'): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    // It ended meanwhile, or belongs to somebody else.
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return undefined;
    throw error;
  }
}

const GRACE_MS = 2000;
const ROUNDS = 5;

/** Lets what is about to end do so, ends the rest by id, and answers what had to be ended. */
export async function endMarkedProcesses(mark: Mark): Promise<readonly Leftover[]> {
  const until = performance.now() + GRACE_MS;
  while (markedProcesses(mark).length > 0 && performance.now() < until)
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  const ended: Leftover[] = [];
  // More than one round: what is being ended may just have started something itself.
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
