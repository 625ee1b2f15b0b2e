import type { Exit, Supervised } from '@egov/local';

/** One process of the platform, which a test may kill and raise again. */
export type Part<Process extends Supervised> = Readonly<{
  now: () => Process;
  /** Kills it, and resolves once it is gone. */
  kill: () => Promise<Exit>;
  stop: () => Promise<Exit>;
  /**
   * Raises it again on the same port over the same folder, once it is gone; `launched` is called with its
   * process id before it is ready.
   */
  start: (launched?: (pid: number) => void) => Promise<void>;
}>;

/** Raises a process that can be raised again. */
export async function startPart<Process extends Supervised>(
  raise: (launched?: (pid: number) => void) => Promise<Process>,
): Promise<Part<Process>> {
  let process = await raise();
  return {
    now: () => process,
    kill: () => process.kill(),
    stop: () => process.stop(),
    start: async (launched) => {
      await process.exited;
      process = await raise(launched);
    },
  };
}
