import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Instant } from '../../domain/decider.ts';
import { apartFrom } from '../../telemetry/spans.ts';
import { counter, gauge } from '../../telemetry/signals.ts';
import { type CallContext, systemContext } from '../context/call-context.ts';
import type { Logger } from '../logger/logger.ts';
import type { DueTimer } from '../projections/timer-table.ts';
import { failureKind, failureReason } from './failure-kind.ts';
import { holdLease, patiently } from './lease.ts';

/** Options of a service's timers. */
export type TimersOptions = Readonly<{
  nats: NatsConnection;
  service: string;
  /** The timers that are due, the oldest first: a query of a `timerTable`. */
  due: (now: Instant, limit: number) => Promise<readonly DueTimer[]>;
  /** Sends the timer's command, whose request id is the timer's id (given by the context). */
  fire: (timer: DueTimer, context: CallContext) => Promise<unknown>;
  clock: () => Instant;
  everyMs?: number;
  logger?: Logger;
}>;

/** Fires a service's timers, one process at a time. */
export type Timers = Readonly<{ stop: () => Promise<void> }>;

const LOOKED_AFTER_EVERY_MS = 1_000;
const AT_ONCE = 100;
const TIMERS_REMEMBERED = 50_000;
const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 10 * 60_000;

const messagesParked = counter('messagesParked');

type Tried = Readonly<{ failures: number; notBefore: number }>;

/**
 * Starts firing timers from a due table. A timer leaves the table by the event that its firing appends; one
 * that a rule refuses is logged once and left alone until the process restarts.
 */
export const startTimers = (options: TimersOptions): Timers => {
  const { nats, service, logger, everyMs = LOOKED_AFTER_EVERY_MS } = options;
  let waiting = 0;
  const stopGauge = gauge('timersDue', () => waiting, { service });
  const lease = holdLease({
    nats,
    name: `timers_${service}`,
    holder: randomUUID(),
    work: async (signal) => {
      const tried = new LRUCache<string, Tried>({ max: TIMERS_REMEMBERED });
      let held = 0;
      while (!signal.aborted) {
        const due = await options.due(options.clock(), AT_ONCE + held);
        const ready = due.filter(({ id }) => (tried.get(id)?.notBefore ?? 0) <= performance.now());
        held = due.length - ready.length;
        waiting = due.length;
        for (const timer of ready) {
          if (signal.aborted) return;
          tried.set(timer.id, await fired(options, timer, tried.get(timer.id)?.failures ?? 0, signal));
        }
        if (ready.length < AT_ONCE) await patiently(everyMs, signal);
      }
    },
    failed: (error) => logger?.warn({ service, err: error }, 'the timers were interrupted'),
  });
  return {
    stop: async () => {
      stopGauge();
      await lease.stop();
    },
  };
};

/** Fires once and returns when this timer may be retried: the read model lags a little behind the firing. */
const fired = async (
  { service, fire, clock, logger }: TimersOptions,
  timer: DueTimer,
  failures: number,
  signal: AbortSignal,
): Promise<Tried> => {
  const context = systemContext({
    service,
    requestId: timer.id,
    correlation: timer.correlation,
    clock,
    signal,
  });
  try {
    await apartFrom(
      timer.traceparent ?? undefined,
      { name: `fire ${timer.kind}`, attributes: { service } },
      () => fire(timer, context),
    );
    return { failures: 0, notBefore: performance.now() + MAX_PAUSE_MS };
  } catch (error) {
    const reason = failureReason(error);
    if (failureKind(error) === 'poison') {
      messagesParked(1, { service, reason });
      logger?.error({ service, timer: timer.id, reason, err: error }, 'a timer was refused');
      return { failures: failures + 1, notBefore: Number.POSITIVE_INFINITY };
    }
    const delayMs = Math.min(FIRST_PAUSE_MS * 2 ** failures, MAX_PAUSE_MS);
    logger?.warn({ service, timer: timer.id, reason, attempt: failures + 1, delayMs }, 'a timer is retried');
    return { failures: failures + 1, notBefore: performance.now() + delayMs };
  }
};
