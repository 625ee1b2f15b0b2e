import type { JsMsg } from '@nats-io/jetstream';
import { LRUCache } from 'lru-cache';
import { counter } from '../../telemetry/signals.ts';
import type { Logger } from '../logger/logger.ts';
import type { ReceivedMessage } from './cloud-event.ts';
import { failureKind, failureReason } from './failure-kind.ts';
import type { MessageOrder } from './message-order.ts';
import type { Parking } from './parking.ts';

/** What handling a consumer's messages needs. */
export type HandlingOptions = Readonly<{
  name: string;
  parked: Parking;
  order: MessageOrder;
  handle: (message: ReceivedMessage, signal: AbortSignal) => Promise<void>;
  imports: boolean;
  signal: AbortSignal;
  logger?: Logger;
}>;

/** An unforeseen failure is retried this often; a passing one, for some hours. */
const TRIES = { unknown: 6, passing: 720 } as const;
const FIRST_PAUSE_MS = 250;
/**
 * Shorter than the time within which a process that takes over expects all messages in flight to be
 * redelivered.
 */
const MAX_PAUSE_MS = 20_000;
/** A message delivered this often without acknowledgement takes the process down with it. */
const MAX_DELIVERIES = 1_000;
const LOOK_AGAIN_MS = 250;
const WAITS_FOR_PREVIOUS_MS = 60_000;
const MESSAGES_REMEMBERED = 10_000;

const messagesHandled = counter('messagesHandled');

type Progress = { failures: number; waitingSince: number | undefined };

/**
 * Makes the function that handles one message and settles it: ack, nak with a pause, or parked and
 * terminated.
 */
export const messageHandling = (options: HandlingOptions) => {
  const { name, order } = options;
  const progress = progressOfMessages();
  const park = parkingOf(options);
  const { failed, wait } = retrying(options, progress, park);
  const settle = (message: JsMsg, received: ReceivedMessage, outcome: string): void => {
    message.ack();
    order.settled(received);
    progress.end(received);
    messagesHandled(1, { consumer: name, outcome });
  };
  return async (message: JsMsg, received: ReceivedMessage | undefined): Promise<void> => {
    if (received === undefined) return park(message, undefined, 'NOT_A_CLOUD_EVENT');
    if (message.info.deliveryCount > MAX_DELIVERIES) return park(message, received, 'DELIVERED_IN_VAIN');
    const turn = await order.turnOf(received);
    if (turn === 'parked') return park(message, received, 'PREVIOUS_PARKED');
    if (turn === 'later') return wait(message, received);
    if (received.importId !== undefined && !options.imports) return settle(message, received, 'passed over');
    try {
      await options.handle(received, options.signal);
    } catch (error) {
      if (options.signal.aborted) return message.nak();
      return await failed(message, received, error);
    }
    settle(message, received, 'handled');
  };
};

type Park = ReturnType<typeof parkingOf>;

const parkingOf =
  ({ name, parked, order, logger }: HandlingOptions) =>
  async (
    message: JsMsg,
    received: ReceivedMessage | undefined,
    reason: string,
    error?: unknown,
  ): Promise<void> => {
    await parked.park(message, received?.aggregateId ?? '', reason);
    message.term(reason);
    if (received !== undefined) order.parked(received);
    messagesHandled(1, { consumer: name, outcome: 'parked' });
    logger?.error(
      { consumer: name, reason, eventId: received?.id, messageSequence: message.seq, err: error },
      'a message was parked',
    );
  };

type ProgressOfMessages = ReturnType<typeof progressOfMessages>;

const progressOfMessages = () => {
  const known = new LRUCache<string, Progress>({ max: MESSAGES_REMEMBERED });
  return {
    of: ({ id }: ReceivedMessage): Progress => {
      const progress = known.get(id) ?? { failures: 0, waitingSince: undefined };
      known.set(id, progress);
      return progress;
    },
    end: ({ id }: ReceivedMessage): void => {
      known.delete(id);
    },
  };
};

/**
 * Settles a message that was not handled: retried after a growing pause, or after its predecessor, or parked.
 */
const retrying = ({ name, order, logger }: HandlingOptions, progress: ProgressOfMessages, park: Park) => {
  const failed = async (message: JsMsg, received: ReceivedMessage, error: unknown): Promise<void> => {
    const kind = failureKind(error);
    const state = progress.of(received);
    state.failures += 1;
    if (kind === 'poison') return park(message, received, failureReason(error), error);
    if (state.failures >= TRIES[kind])
      return park(message, received, `TRIED_IN_VAIN:${failureReason(error)}`, error);
    const delayMs = Math.min(FIRST_PAUSE_MS * 2 ** (state.failures - 1), MAX_PAUSE_MS);
    order.trying(received);
    message.nak(delayMs);
    messagesHandled(1, { consumer: name, outcome: 'retried' });
    logger?.warn(
      {
        consumer: name,
        reason: failureReason(error),
        eventId: received.id,
        attempt: state.failures,
        delayMs,
      },
      'a message is retried',
    );
  };
  const wait = async (message: JsMsg, received: ReceivedMessage): Promise<void> => {
    const state = progress.of(received);
    state.waitingSince ??= performance.now();
    if (performance.now() - state.waitingSince > WAITS_FOR_PREVIOUS_MS)
      return park(message, received, 'PREVIOUS_NOT_HANDLED');
    order.trying(received);
    message.nak(LOOK_AGAIN_MS);
  };
  return { failed, wait };
};
