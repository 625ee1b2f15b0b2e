import type { positionWaiters } from './position-waiters.ts';
import type { JoinedThread } from './joined-thread.ts';
import type { Logger } from '../logger/logger.ts';
import { projectionMetrics } from './projection-metrics.ts';
import { rebuilding } from './rebuilding.ts';
import type { Reader } from './running-projectors.ts';
import { threadHealth } from './thread-health.ts';
import { received, type FromProjector, type ToProjector } from './worker-messages.ts';

/** Exchanges messages with a projector's thread. */
export const followThread = (
  joined: JoinedThread,
  options: Named,
  positions: ReturnType<typeof positionWaiters>,
  readers: ReadonlySet<Reader>,
) => {
  const [opened, caughtUp, exited] = [
    Promise.withResolvers<void>(),
    Promise.withResolvers<void>(),
    Promise.withResolvers<void>(),
  ];
  caughtUp.promise.catch(() => undefined);
  const lag = { seconds: 0 };
  const metrics = projectionMetrics(options, () => lag.seconds);
  const tell = (message: ToProjector): void => joined.port.postMessage(message);
  const rebuild = rebuilding(() => tell('rebuild'));
  const health = threadHealth(options, (error) => {
    metrics.failed();
    for (const { reject } of [opened, caughtUp]) reject(error);
    rebuild.failed(error);
  });
  const thread = {
    joined,
    options,
    positions,
    readers,
    opened,
    caughtUp,
    lag,
    metrics,
    rebuild,
    health,
    tell,
  };
  joined.port.on('message', (message: FromProjector) => heard(thread, message));
  joined.onEnd((cause) => {
    health.fail(cause instanceof Error ? cause : new Error("The projector's thread has ended.", { cause }));
    metrics.stop();
    exited.resolve();
  });
  return {
    opened: opened.promise,
    caughtUp: caughtUp.promise,
    onFailure: health.onFailure,
    lag: () => ({ seconds: lag.seconds }),
    rebuild: (): Promise<void> => {
      const failure = health.failure();
      return failure === undefined ? rebuild.start() : Promise.reject(failure);
    },
    stop: async (): Promise<void> => {
      health.stopping();
      tell('stop');
      await exited.promise;
    },
  };
};

type Named = Readonly<{ name: string; logger?: Logger }>;

type Thread = Readonly<{
  joined: JoinedThread;
  options: Named;
  positions: ReturnType<typeof positionWaiters>;
  readers: ReadonlySet<Reader>;
  opened: PromiseWithResolvers<void>;
  caughtUp: PromiseWithResolvers<void>;
  lag: { seconds: number };
  metrics: ReturnType<typeof projectionMetrics>;
  rebuild: ReturnType<typeof rebuilding>;
  health: ReturnType<typeof threadHealth>;
  tell: (message: ToProjector) => void;
}>;

function heard(thread: Thread, message: FromProjector): void {
  const { options, positions, readers, opened, caughtUp, metrics, rebuild, health } = thread;
  const moved = (position: bigint, finish: () => void): void => {
    positions.moveTo(position);
    finish();
  };
  switch (message.kind) {
    case 'open':
      return moved(message.position, opened.resolve);
    case 'moved':
      return moved(message.position, () => metrics.skipped(message.skipped));
    case 'lag':
      return void (thread.lag.seconds = message.seconds);
    case 'caught-up':
      return caughtUp.resolve();
    case 'failed':
      return health.fail(received(message.error), message.facts);
    case 'note':
      return options.logger?.[message.level](
        { service: options.name, ...message.facts, ...errorOf(message) },
        message.message,
      );
    case 'chain-broken':
      return metrics.chainBroken(message);
    case 'let-go':
      return void changeOver(thread).catch(health.fail);
    case 'rebuilt':
      for (const reader of readers) reader.takeUp();
      return moved(message.position, rebuild.done);
    case 'rebuild-failed':
      return rebuild.failed(received(message.error));
    case 'stopped':
      return void thread.joined.leave().catch(health.fail);
  }
}

/** Readers close the old file before the new one takes its place. */
async function changeOver({ readers, tell }: Thread): Promise<void> {
  await Promise.all([...readers].map((reader) => reader.letGo()));
  tell('let-go-done');
}

const errorOf = ({ error }: Extract<FromProjector, { kind: 'note' }>): { err?: Error } =>
  error === undefined ? {} : { err: received(error) };
