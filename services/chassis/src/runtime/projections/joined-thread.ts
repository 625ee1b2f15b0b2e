import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { workerUrl } from './worker-url.ts';

/** A thread's script, name and maximum heap. */
export type ThreadPlan = Readonly<{
  worker: 'projector-worker' | 'query-worker';
  /** Plans with the same name share one thread. */
  name: string;
  heapMegabytes: number;
  youngHeapMegabytes: number;
}>;

/** One service's part of a thread. */
export type JoinedThread = Readonly<{
  /** Connected to this part alone. */
  port: MessagePort;
  /** Calls back once when this part has ended: it left, or the thread died with the given cause. */
  onEnd: (listener: (cause: unknown) => void) => void;
  /** Ends this part, and with the last one the thread. */
  leave: () => Promise<void>;
}>;

type Running = Readonly<{ worker: Worker; parts: Set<(cause: unknown) => void> }>;

/** The threads of this process by name. */
const running = new Map<string, Running>();

/**
 * Joins a thread, starting it if it does not run: the services of one process share their threads, each of
 * which takes as much memory as a small program.
 */
export function joinThread(plan: ThreadPlan, data: object): JoinedThread {
  const key = `${plan.worker} ${plan.name}`;
  const thread = running.get(key) ?? started(plan, key);
  const { port1: port, port2 } = new MessageChannel();
  const listeners: ((cause: unknown) => void)[] = [];
  const end = (cause: unknown): void => {
    if (!thread.parts.delete(end)) return;
    port.close();
    for (const listener of listeners) listener(cause);
  };
  thread.parts.add(end);
  thread.worker.postMessage({ data, port: port2 }, [port2]);
  return {
    port,
    onEnd: (listener) => void listeners.push(listener),
    leave: async () => {
      const isLast = thread.parts.has(end) && thread.parts.size === 1;
      if (isLast) {
        running.delete(key);
        await thread.worker.terminate();
      }
      end(new Error(`The part of ${plan.name} has left its thread.`));
    },
  };
}

function started(
  { worker: file, name, heapMegabytes, youngHeapMegabytes }: ThreadPlan,
  key: string,
): Running {
  const worker = new Worker(workerUrl(file), {
    execArgv: [],
    name,
    resourceLimits: {
      maxOldGenerationSizeMb: heapMegabytes,
      maxYoungGenerationSizeMb: youngHeapMegabytes,
    },
  });
  const thread: Running = { worker, parts: new Set() };
  running.set(key, thread);
  const died = (cause: unknown): void => {
    if (running.get(key) === thread) running.delete(key);
    for (const end of thread.parts) end(cause);
  };
  worker.on('error', died);
  worker.on('exit', () => died(new Error(`The thread of ${name} has ended.`)));
  return thread;
}
