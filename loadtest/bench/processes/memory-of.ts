import { readFileSync } from 'node:fs';

const megabyte = 1024;

/**
 * Memory of a process in megabytes: its own and its share of what it shares (PSS), and all of what it touches
 * (RSS).
 */
export type Memory = Readonly<{ pss: number; rss: number }>;

/** Reads it where the system tells it (Linux); undefined elsewhere, and of a process that has ended. */
export function memoryOf(pid: number): Memory | undefined {
  const told = smapsOf(pid);
  if (told === undefined) return undefined;
  const kilobytes = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(told)?.[1]);
  return { pss: kilobytes('Pss') / megabyte, rss: kilobytes('Rss') / megabyte };
}

/** It may end between any two looks at it. */
const gone: ReadonlySet<unknown> = new Set(['ENOENT', 'ESRCH']);

function smapsOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  } catch (error) {
    if (gone.has((error as NodeJS.ErrnoException).code)) return undefined;
    throw error;
  }
}
