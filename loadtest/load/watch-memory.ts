import { memoryOf } from '../bench/processes/memory-of.ts';
import type { MemoryLine } from './load-result.ts';
import type { Promised } from './promises.ts';

const EVERY_MS = 2_000;
/** A process is warm after this share of a run. */
const WARM = 0.4;
/** Allowed growth, as a share of a process's memory when warm, and at least so many megabytes. */
const GROWTH = 0.15;
const GROWTH_MB = 24;

/** Samples the memory of processes on this machine until stopped. */
export function watchMemory(
  processes: () => Readonly<Record<string, number>>,
): Readonly<{ stop: () => readonly MemoryLine[] }> {
  const began = Date.now();
  const lines = new Map<string, { at: number; megabytes: number }[]>();
  const sample = (): void => {
    for (const [name, pid] of Object.entries(processes())) {
      const memory = memoryOf(pid);
      if (memory === undefined) continue;
      lines.set(name, [
        ...(lines.get(name) ?? []),
        { at: Math.round((Date.now() - began) / 1_000), megabytes: Math.round(memory.pss) },
      ]);
    }
  };
  sample();
  const timer = setInterval(sample, EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      sample();
      return [...lines].map(([name, points]) => ({ name, points }));
    },
  };
}

/**
 * Checks that each process has about as much memory at the end as when it was warm: compares the medians of
 * the last tenth and of the tenth after warming up.
 */
export const flatMemory = (memory: readonly MemoryLine[]): readonly Promised[] =>
  memory.map(({ name, points }) => {
    const values = points.map(({ megabytes }) => megabytes);
    const tenth = Math.max(1, Math.floor(values.length / 10));
    const start = Math.floor(values.length * WARM);
    const [warm, end] = [middle(values.slice(start, start + tenth)), middle(values.slice(-tenth))];
    const allowed = warm + Math.max(GROWTH_MB, warm * GROWTH);
    return {
      measure: `memory of ${name}`,
      must: `at the end ≤ ${Math.round(allowed)} MB`,
      was: `${warm} MB when warm, ${end} MB`,
      kept: end <= allowed,
    };
  });

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
