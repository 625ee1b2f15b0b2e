import {
  type AllStreamRecordedEvent,
  type AllStreamResolvedEvent,
  type AllStreamSubscription,
  type EventStoreDBClient,
  type Position,
  streamNameFilter,
} from '@eventstore/db-client';

/** This many events are written in one transaction; more would only take memory. */
const MAX_BATCH = 4_000;
/** Beyond this many waiting events the subscription is told to pause. */
const MAX_WAITING = 2 * MAX_BATCH;
/**
 * While catching up, a batch may grow for this long before it is written; live events are written at once.
 */
const GATHERING_MS = 15;
const FIRST_RETRY_MS = 50;
const MAX_RETRY_MS = 2_000;

/** Callbacks of the feed. */
export type FeedOptions = Readonly<{
  client: EventStoreDBClient;
  prefixes: readonly string[];
  /**
   * Called before each (re)connection: returns the position to continue after, `undefined` for the first
   * event.
   */
  from: () => Promise<Position | undefined>;
  /** Receives the events in order, one batch at a time; if it throws, the feed ends. */
  apply: (events: readonly AllStreamRecordedEvent[]) => Promise<void>;
  caughtUp: () => void;
  failed: (error: unknown) => void;
  /** Called once for each loss of the connection, not for each attempt to reconnect. */
  disconnected: (error: unknown) => void;
}>;

/** Follows `$all` for streams with the given prefixes, reconnecting after every loss, until stopped. */
export type EventFeed = Readonly<{ stop: () => Promise<void>; lagSince: () => Date | undefined }>;

type Connection = {
  sub: AllStreamSubscription;
  waiting: AllStreamRecordedEvent[];
  received: number;
  applied: number;
  caughtUpAt: number | undefined;
};

/** Starts the feed. */
export const startFeed = (options: FeedOptions): EventFeed => {
  const ending = new AbortController();
  let behindSince: Date | undefined = new Date();
  let oldest: () => Date | undefined = () => undefined;

  const run = async (): Promise<void> => {
    for (let failures = 0; !ending.signal.aborted;) {
      try {
        const from = await options.from();
        const onApplied = () => {
          failures = 0;
        };
        await follow(options, from, ending.signal, onApplied, (live, at) => {
          if (live) failures = 0;
          behindSince = live ? undefined : (behindSince ?? new Date());
          oldest = at;
        });
      } catch (error) {
        if (error instanceof ApplyError) return options.failed(error.cause);
        if (!ending.signal.aborted && failures === 0) options.disconnected(error);
      }
      behindSince ??= new Date();
      await pause(Math.min(FIRST_RETRY_MS * 2 ** failures, MAX_RETRY_MS), ending.signal);
      failures += 1;
    }
  };
  const running = run();
  return {
    stop: async () => {
      ending.abort();
      await running;
    },
    lagSince: () => oldest() ?? behindSince,
  };
};

class ApplyError extends Error {}

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });

const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

type TellState = (live: boolean, oldest: () => Date | undefined) => void;

const follow = async (
  options: FeedOptions,
  from: Position | undefined,
  signal: AbortSignal,
  onApplied: () => void,
  tell: TellState,
): Promise<void> => {
  const head = await headOf(options.client);
  if (signal.aborted) return;
  const wake = wakeable();
  const connection = connect(options, from, head, wake);
  const stop = (): void => wake.end();
  signal.addEventListener('abort', stop);
  try {
    let live = false;
    for (;;) {
      live = live || isLive(connection, from, head);
      tell(live, () => connection.waiting[0]?.created);
      if (live) options.caughtUp();
      await wake.wait(() => connection.waiting.length > 0 || (!live && isLive(connection, from, head)));
      if (wake.ended()) return;
      if (!live) await gather(connection, signal);
      const batch = connection.waiting.splice(0, MAX_BATCH);
      if (batch.length > 0) await applied(options, batch);
      if (batch.length > 0) onApplied();
      connection.applied += batch.length;
      if (connection.sub.isPaused() && connection.waiting.length < MAX_BATCH) connection.sub.resume();
      await turn();
    }
  } finally {
    signal.removeEventListener('abort', stop);
    await end(connection.sub);
  }
};

const applied = async (options: FeedOptions, batch: readonly AllStreamRecordedEvent[]): Promise<void> => {
  try {
    await options.apply(batch);
  } catch (cause) {
    throw new ApplyError('A batch could not be applied', { cause });
  }
};

/** Sleeps while the batch grows: the server that sends the events may need this processor. */
const gather = async ({ waiting, caughtUpAt }: Connection, signal: AbortSignal): Promise<void> => {
  if (waiting.length < MAX_BATCH && caughtUpAt === undefined) await pause(GATHERING_MS, signal);
};

const isLive = (connection: Connection, from: Position | undefined, head: Position | undefined): boolean => {
  const { caughtUpAt, applied: done } = connection;
  if (caughtUpAt !== undefined && done >= caughtUpAt) return true;
  return (
    done === connection.received && (head === undefined || (from !== undefined && from.commit >= head.commit))
  );
};

const headOf = async (client: EventStoreDBClient): Promise<Position | undefined> => {
  let head: Position | undefined;
  // Read to its end: `dispose` waits forever for a read that was left early.
  for await (const { event, commitPosition } of client.readAll({
    direction: 'backwards',
    fromPosition: 'end',
    maxCount: 1,
  })) {
    head =
      event?.position ??
      (commitPosition === undefined ? undefined : { commit: commitPosition, prepare: commitPosition });
  }
  return head;
};

const connect = (
  { client, prefixes }: FeedOptions,
  from: Position | undefined,
  head: Position | undefined,
  wake: Wakeable,
): Connection => {
  const passedHead = (commit: bigint): boolean => head !== undefined && commit >= head.commit;
  const mark = (): void => {
    connection.caughtUpAt ??= connection.received + connection.sub.readableLength;
    wake.up();
  };
  const filter = streamNameFilter({
    prefixes: [...prefixes],
    checkpointReached: (_sub, { commit }) => {
      if (passedHead(commit)) mark();
    },
  });
  const sub = client.subscribeToAll(
    { filter, ...(from === undefined ? {} : { fromPosition: from }) },
    { highWaterMark: 1_024 },
  );
  const connection: Connection = { sub, waiting: [], received: 0, applied: 0, caughtUpAt: undefined };
  sub.on('data', ({ event }: AllStreamResolvedEvent) => {
    if (event === undefined) return;
    connection.received += 1;
    connection.waiting.push(event);
    if (connection.waiting.length >= MAX_WAITING) sub.pause();
    if (passedHead(event.position.commit)) connection.caughtUpAt ??= connection.received;
    wake.up();
  });
  sub.on('caughtUp', mark);
  sub.on('error', (error) => wake.fail(error));
  sub.on('end', () => wake.fail(new Error('The subscription ended')));
  sub.on('close', () => wake.fail(new Error('The subscription was closed')));
  return connection;
};

/**
 * Ends a subscription; one with unread events would never finish, and the client's `dispose` would wait for
 * it.
 */
const end = async (sub: AllStreamSubscription): Promise<void> => {
  sub.removeAllListeners('data').resume();
  await sub.unsubscribe();
};

type Wakeable = ReturnType<typeof wakeable>;

/** A waiter that is woken by events of the subscription, by its failure or by its end. */
const wakeable = () => {
  let failure: { error: unknown } | undefined;
  let ended = false;
  let resume: (() => void) | undefined;
  const up = (): void => {
    resume?.();
    resume = undefined;
  };
  return {
    up,
    fail: (error: unknown): void => {
      failure ??= { error };
      up();
    },
    end: (): void => {
      ended = true;
      up();
    },
    ended: (): boolean => ended,
    wait: async (ready: () => boolean): Promise<void> => {
      while (!ended && failure === undefined && !ready())
        await new Promise<void>((resolve) => {
          resume = resolve;
        });
      if (failure !== undefined && !ended) throw failure.error;
    },
  };
};
