import { bringStreams, connectNats } from '@egov/chassis/runtime';
import {
  brokerConsumers,
  brokerProcesses,
  brokerStreams,
  OPERATIONS,
  operatorOf,
  publicStream,
  type BrokerProcesses,
} from '@egov/platform';
import { Command, InvalidArgumentError } from 'commander';
import type { NatsConnection } from '@nats-io/transport-node';
import { copiesMissing, until } from './await-command.ts';

const copies = (text: string): number => {
  if (!['1', '3', '5'].includes(text))
    throw new InvalidArgumentError('1, 3 or 5: a majority must be able to agree.');
  return Number(text);
};

type Wanted = Readonly<{ broker: string; replicas: number; within: number }>;

/** `broker`: makes what processes find at the broker, as none of them may. */
export const brokerCommand = (): Command =>
  new Command('broker')
    .description(
      'Make the streams, buckets and consumers of every process, or bring them to their configuration, ' +
        "each on this many of the broker's nodes.",
    )
    .requiredOption(
      '--broker <url>',
      'its address with the account of operations, nats://operations:PASSWORD@host:4222',
    )
    .requiredOption('--replicas <count>', '1, 3 or 5', copies)
    .option('--within <seconds>', 'how long at most to wait for that many nodes', Number, 60)
    .action(async ({ broker, replicas, within }: Wanted) => {
      const end = Date.now() + within * 1_000;
      await connected(broker, OPERATIONS, (nats) =>
        // Tried first, as a single broker accepts the number but keeps one copy.
        until(`the broker stores what it gets on ${replicas} nodes`, end, () =>
          copiesMissing(nats, replicas),
        ),
      );
      const changed = await bringBroker(broker, replicas);
      process.stdout.write(
        changed.length === 0
          ? `Every stream is as it should be, on ${replicas} of the broker's nodes.\n`
          : `Made or changed, on ${replicas} of the broker's nodes: ${changed.join(', ')}\n`,
      );
    });

/** Brings every account of the broker to what the list says; returns what has changed, as account/stream. */
export async function bringBroker(
  broker: string,
  replicas: number,
  processes: BrokerProcesses = brokerProcesses,
): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const [name, each] of Object.entries(processes)) {
    const wanted = {
      streams: brokerStreams(name, each),
      consumers: { stream: publicStream(name), of: brokerConsumers(name, processes) },
      replicas,
    };
    const names = await connected(broker, operatorOf(name), (nats) => bringStreams(nats, wanted));
    changed.push(...names.map((stream) => `${name}/${stream}`));
  }
  return changed;
}

/** Jobs have one password and a user in each account. */
async function connected<Result>(
  broker: string,
  user: string,
  work: (nats: NatsConnection) => Promise<Result>,
): Promise<Result> {
  const url = new URL(broker);
  url.username = user;
  const nats = await connectNats(url.href, user);
  try {
    return await work(nats);
  } finally {
    await nats.close();
  }
}
