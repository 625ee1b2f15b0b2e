import { setTimeout as after } from 'node:timers/promises';
import { JetStreamApiCodes, JetStreamApiError, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { BrokerStream } from '@egov/platform';
import { brokerUnreachable } from './broker-errors.ts';

const WITHIN_MS = 120_000;
const AGAIN_MS = 500;

/**
 * Waits for the streams of a process, which `operations broker` makes, before the process or at the same
 * time. Throws with the name of the command if one is not there within two minutes.
 */
export async function awaitStreams(
  nats: NatsConnection,
  streams: readonly BrokerStream[],
  withinMs = WITHIN_MS,
): Promise<void> {
  const end = Date.now() + withinMs;
  const { streams: known } = await jetstreamManager(nats);
  for (const { name } of streams)
    for (;;) {
      try {
        await known.info(name);
        break;
      } catch (error) {
        if (!absent(error) && !brokerUnreachable(error)) throw error;
        if (Date.now() + AGAIN_MS > end)
          throw new Error(
            `The broker has no stream ${name}: run \`operations broker\`, which makes the streams and ` +
              'buckets of every process.',
            { cause: error },
          );
        await after(AGAIN_MS);
      }
    }
}

const absent = (error: unknown): boolean =>
  error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound;
