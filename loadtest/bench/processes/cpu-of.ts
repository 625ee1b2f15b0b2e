import { existsSync, readFileSync } from 'node:fs';

/** Linux counts a process's time in hundredths of a second. */
const TICK_MS = 10;

/**
 * Returns the CPU milliseconds that processes have used together (on Linux; 0 elsewhere). Other work on the
 * machine changes it little.
 */
export function cpuOf(processes: readonly Readonly<{ pid: number }>[]): number {
  return processes.reduce((sum, { pid }) => {
    const file = `/proc/${pid}/stat`;
    if (!existsSync(file)) return sum;
    // The name in parentheses may contain spaces; user and system time are the 12th and 13th field after it.
    const fields = readFileSync(file, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return sum + (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  }, 0);
}
