import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { environment, workspace } from '../config.ts';
import { lastLines } from './last-lines.ts';
import { portTaken } from '@egov/chassis/free-port';

export type Exit = Readonly<{ code: number | null; signal: NodeJS.Signals | null }>;

/** A child process that is ready, and that ends no later than its parent. */
export type Supervised = Readonly<{
  name: string;
  pid: number;
  logFile: string;
  exited: Promise<Exit>;
  running: () => boolean;
  /** Asks it to end (SIGTERM), waits, and kills it on timeout. */
  stop: () => Promise<Exit>;
  /** Kills it (SIGKILL). */
  kill: () => Promise<Exit>;
}>;

export type ProcessPlan = Readonly<{
  name: string;
  file: string;
  args: readonly string[];
  logFile: string;
  /**
   * Its port on loopback; refused when another process listens there, whose answers would be taken for its
   * own.
   */
  port: number;
  env?: Readonly<Record<string, string>>;
  cwd?: string;
  /** Returns whether the process is ready; called until it is. */
  ready: () => Promise<boolean>;
  readyWithinMs?: number;
  stopWithinMs?: number;
  /** Called with its process id as soon as it runs, long before it is ready. */
  launched?: (pid: number) => void;
}>;

const POLL_MS = 25;
const running = new Set<ChildProcess>();
let endsWithParent = false;

/** Starts a process in its own process group, with its output in a file, and resolves once it is ready. */
export async function startProcess(plan: ProcessPlan): Promise<Supervised> {
  if (await portTaken(plan.port))
    throw new Error(`${plan.name} cannot listen on port ${plan.port}: it is already in use.`);
  const child = launch(plan);
  const exited = new Promise<Exit>((resolve, reject) => {
    child.once('error', (error) => {
      reject(new Error(`${plan.name} could not be started: ${error.message}`, { cause: error }));
    });
    child.once('exit', (code, signal) => {
      running.delete(child);
      resolve({ code, signal });
    });
  });
  try {
    await untilReady(plan, exited);
  } catch (error) {
    signalGroup(child, 'SIGKILL');
    await Promise.allSettled([exited]);
    throw error;
  }
  return supervise(plan, child, exited);
}

function launch(plan: ProcessPlan): ChildProcess {
  mkdirSync(dirname(plan.logFile), { recursive: true });
  const log = openSync(plan.logFile, 'a');
  try {
    // In its own group, so that Ctrl-C in the terminal reaches only the parent, which ends its children in
    // order.
    const child = spawn(plan.file, [...plan.args], {
      cwd: plan.cwd ?? workspace,
      env: environment(plan.env),
      stdio: ['ignore', log, log],
      detached: true,
    });
    running.add(child);
    if (child.pid !== undefined) plan.launched?.(child.pid);
    if (!endsWithParent) {
      endsWithParent = true;
      process.once('exit', () => {
        for (const each of running) signalGroup(each, 'SIGKILL');
      });
    }
    return child;
  } finally {
    closeSync(log);
  }
}

function supervise(plan: ProcessPlan, child: ChildProcess, exited: Promise<Exit>): Supervised {
  const { pid } = child;
  if (pid === undefined) throw new Error(`${plan.name} has no process id.`);
  const end = async (signal: NodeJS.Signals) => {
    if (running.has(child)) signalGroup(child, signal);
    return exited;
  };
  return {
    name: plan.name,
    pid,
    logFile: plan.logFile,
    exited,
    running: () => running.has(child),
    kill: async () => end('SIGKILL'),
    stop: async () => {
      const impatience = setTimeout(() => {
        signalGroup(child, 'SIGKILL');
      }, plan.stopWithinMs ?? 10_000);
      try {
        return await end('SIGTERM');
      } finally {
        clearTimeout(impatience);
      }
    },
  };
}

async function untilReady(plan: ProcessPlan, exited: Promise<Exit>): Promise<void> {
  const within = plan.readyWithinMs ?? 120_000;
  const until = performance.now() + within;
  let ended: Exit | undefined;
  const end = exited.then((exit) => {
    ended = exit;
  });
  while (performance.now() < until) {
    const isReady = await Promise.race([plan.ready(), end]);
    if (ended !== undefined) {
      throw new Error(
        `${plan.name} ended with ${ended.code ?? ended.signal} before it was ready ` +
          `(${plan.logFile}):\n${lastLines(plan.logFile)}`,
      );
    }
    if (isReady === true) return;
    await Promise.race([
      new Promise((resolve) => {
        setTimeout(resolve, POLL_MS);
      }),
      end,
    ]);
  }
  throw new Error(
    `${plan.name} was not ready within ${within / 1000} s (${plan.logFile}):\n${lastLines(plan.logFile)}`,
  );
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || !running.has(child)) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // It ended by itself before the signal.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
