import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Layout } from './layout.ts';

/** A process id may be reused; together with the start time it is unique. */
type Record = Readonly<{ pid: number; startedAt: string }>;

const END_WITHIN_MS = 10_000;
const POLL_MS = 100;

/** When a process started, in ticks since the machine booted; undefined when there is no such process. */
export function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** Reads a record `<pid> <start>`; returns undefined for anything else. */
export function parseRecord(text: string): Record | undefined {
  const [, pid, startedAt] = /^(\d+) (\d+)\s*$/.exec(text) ?? [];
  return pid === undefined || startedAt === undefined ? undefined : { pid: Number(pid), startedAt };
}

/** The processes of a cluster: started once, found again by later commands, ended by id. */
export function processes({ of }: Layout) {
  const file = (name: string) => of('pids', name);
  const running = (name: string): number | undefined => {
    const record = existsSync(file(name)) ? parseRecord(readFileSync(file(name), 'utf8')) : undefined;
    return record !== undefined && startOf(record.pid) === record.startedAt ? record.pid : undefined;
  };
  return {
    running,
    names: (): readonly string[] => (existsSync(of('pids')) ? readdirSync(of('pids')) : []),
    /** Starts it unless it runs already; returns whether it was started. */
    start: (
      name: string,
      program: string,
      args: readonly string[],
      env: Readonly<{ [name: string]: string }> = {},
    ): boolean => {
      if (running(name) !== undefined) return false;
      const log = openSync(of('logs', `${name}.log`), 'a');
      const child = spawn(program, [...args], {
        detached: true,
        stdio: ['ignore', log, log],
        env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', ...env },
      });
      closeSync(log);
      if (child.pid === undefined) throw new Error(`${name} could not be started: ${program}`);
      child.unref();
      writeFileSync(file(name), `${child.pid} ${startOf(child.pid) ?? 0}\n`);
      return true;
    },
    stop: async (name: string): Promise<void> => {
      const pid = running(name);
      if (pid !== undefined) {
        process.kill(pid, 'SIGTERM');
        const end = Date.now() + END_WITHIN_MS;
        while (running(name) !== undefined && Date.now() < end) await pause(POLL_MS);
        if (running(name) !== undefined) process.kill(pid, 'SIGKILL');
      }
      rmSync(file(name), { force: true });
    },
  };
}

export type Processes = ReturnType<typeof processes>;

const pause = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms);
  });

/** Waits until the condition holds; throws an error that names it on timeout. */
export async function until(what: string, seconds: number, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + seconds * 1_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`${what} did not happen within ${seconds} s.`);
    await pause(POLL_MS);
  }
}
