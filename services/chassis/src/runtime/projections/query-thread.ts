import { DomainError } from '../../domain/refusal.ts';
import { joinThread } from './joined-thread.ts';
import { type FromQuery, type QueryThread as ThreadData, type ToQuery, received } from './worker-messages.ts';

type Waiting = Readonly<{ resolve: (result: unknown) => void; reject: (error: unknown) => void }>;
type Asked = Readonly<{ kind: 'query'; name: string; args: object }> | Readonly<{ kind: 'let-go' }>;

const YOUNG_HEAP_MEGABYTES = 8;

/** Options and callbacks of a query thread. */
export type QueryThreadOptions = Readonly<{
  data: ThreadData;
  name: string;
  heapMegabytes: number;
  answered: () => void;
  lost: (thread: QueryThread) => void;
}>;

/** One thread that runs a service's queries in order of arrival. */
export type QueryThread = Readonly<{
  busy: () => number;
  ask: (asked: Asked) => Promise<unknown>;
  leave: () => Promise<void>;
}>;

/**
 * Starts a query thread, or joins the one with its name; pending queries fail with unavailable
 * QUERY_THREAD_LOST if it dies.
 */
export const startQueryThread = ({
  data,
  name,
  heapMegabytes,
  answered,
  lost,
}: QueryThreadOptions): QueryThread => {
  const { port, onEnd, leave } = joinThread(
    { worker: 'query-worker', name, heapMegabytes, youngHeapMegabytes: YOUNG_HEAP_MEGABYTES },
    data,
  );
  const running = new Map<number, Waiting>();
  let lastId = 0;
  const thread: QueryThread = {
    busy: () => running.size,
    ask: (asked) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        running.set(lastId, { resolve, reject });
        port.postMessage({ ...asked, id: lastId } satisfies ToQuery);
      }),
    leave,
  };
  const died = (cause: unknown): void => {
    const asked = [...running.values()];
    running.clear();
    lost(thread);
    for (const { reject } of asked)
      reject(new DomainError('unavailable', 'QUERY_THREAD_LOST', {}, { cause }));
  };
  port.on('message', ({ id, result, error }: FromQuery) => {
    const waiting = running.get(id);
    running.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(received(error));
    answered();
  });
  onEnd(died);
  return thread;
};
