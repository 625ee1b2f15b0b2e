import { readFileSync } from 'node:fs';

const megabyte = 1024;

/**
 * Memory of a process in megabytes: its own with its share of shared pages (PSS), and all of its pages (RSS).
 */
export type Memory = Readonly<{ pss: number; rss: number }>;

/** Reads the memory of a process (on Linux); undefined elsewhere, and for a process that has ended. */
export function memoryOf(pid: number): Memory | undefined {
  const told = smapsOf(pid);
  if (told === undefined) return undefined;
  const kilobytes = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(told)?.[1]);
  return { pss: kilobytes('Pss') / megabyte, rss: kilobytes('Rss') / megabyte };
}

/** The process may end between two reads. */
const gone: ReadonlySet<unknown> = new Set(['ENOENT', 'ESRCH']);

function smapsOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  } catch (error) {
    if (gone.has((error as NodeJS.ErrnoException).code)) return undefined;
    throw error;
  }
}
