import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { raiseOwnPlatform } from '../../platform/own-platform.ts';
import type { Benchmark, Measurement } from '../measurement.ts';
import { memoryOf, type Memory } from './memory-of.ts';

/** Garbage of the start is collected within this. */
const SETTLE_MS = 5_000;

/** The cost of an idle platform: how long each process takes until it is ready, and its memory. */
export const processes: Benchmark = {
  name: 'processes',
  about: 'start time of each process until it is ready, and its memory while idle',
  run: async ({ folder, quick, say }) => {
    const bare = await bareNode();
    const starts = new Map<string, number>();
    const platform = await raiseOwnPlatform({
      folder,
      onStarted: ({ name }, milliseconds) => {
        starts.set(name, milliseconds);
      },
    });
    try {
      await pause(quick ? 1_000 : SETTLE_MS);
      return platform.parts.flatMap(({ name, pid }): Measurement[] => {
        const memory = memoryOf(pid);
        if (!memory) say(`The memory of ${name} is unknown on this system.`);
        return [
          {
            name: `${name}: start`,
            value: starts.get(name) ?? NaN,
            unit: 'ms',
            baseline: { name: 'bare node', value: bare.start },
          },
          ...(memory ? memoryFigures(name, memory, bare.memory) : []),
        ];
      });
    } finally {
      await platform.stop();
    }
  },
};

function memoryFigures(name: string, { pss, rss }: Memory, bare: Memory | undefined): Measurement[] {
  return [
    {
      name: `${name}: PSS`,
      value: pss,
      unit: 'MB',
      bar: { at: 'most', value: 90 },
      ...(bare ? { baseline: { name: 'bare node', value: bare.pss } } : {}),
    },
    {
      name: `${name}: RSS`,
      value: rss,
      unit: 'MB',
      ...(bare ? { baseline: { name: 'bare node', value: bare.rss } } : {}),
    },
  ];
}

/** A Node process that only waits. */
async function bareNode(): Promise<{ start: number; memory: Memory | undefined }> {
  const began = performance.now();
  const child = spawn(
    process.execPath,
    ['-e', 'process.send("ready"); process.once("disconnect", () => process.exit())'],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  await once(child, 'message');
  const start = performance.now() - began;
  const memory = child.pid === undefined ? undefined : memoryOf(child.pid);
  child.disconnect();
  await once(child, 'exit');
  return { start, memory };
}
