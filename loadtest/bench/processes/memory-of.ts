import { existsSync, readFileSync } from 'node:fs';

const megabyte = 1024;

/** Memory of a process in megabytes: its own and its share of what it shares (PSS), and all of what it touches (RSS). */
export type Memory = Readonly<{ pss: number; rss: number }>;

/** Reads it where the system tells it (Linux); undefined elsewhere. */
export function memoryOf(pid: number): Memory | undefined {
  const file = `/proc/${pid}/smaps_rollup`;
  if (!existsSync(file)) return undefined;
  const told = readFileSync(file, 'utf8');
  const kilobytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(told)?.[1]);
  return { pss: kilobytes('Pss') / megabyte, rss: kilobytes('Rss') / megabyte };
}
