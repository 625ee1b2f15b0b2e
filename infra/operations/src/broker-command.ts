import { connectNats } from '@egov/chassis/runtime';
import { Command, InvalidArgumentError } from 'commander';
import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { copiesMissing } from './await-command.ts';

const copies = (text: string): number => {
  if (!['1', '3', '5'].includes(text))
    throw new InvalidArgumentError('1, 3 or 5: a majority must be able to agree.');
  return Number(text);
};

/**
 * `broker`: replicates what the broker holds to several of its nodes, including what services have created
 * since.
 */
export const brokerCommand = (): Command =>
  new Command('broker')
    .description('Replicate every stream and bucket of the broker to this many of its nodes.')
    .requiredOption(
      '--broker <url>',
      'its address with the account of operations, nats://operations:PASSWORD@host:4222',
    )
    .requiredOption('--replicas <count>', '1, 3 or 5', copies)
    .action(async ({ broker, replicas }: Readonly<{ broker: string; replicas: number }>) => {
      const nats = await connectNats(broker, 'operations');
      try {
        const changed = await replicate(nats, replicas);
        process.stdout.write(
          changed.length === 0
            ? `Every stream is already on ${replicas} of the broker's nodes.\n`
            : `Now on ${replicas} of the broker's nodes: ${changed.join(', ')}\n`,
        );
      } finally {
        await nats.close();
      }
    });

/**
 * Replicates every stream to so many nodes and returns the names of those that changed. Throws when the
 * broker has fewer nodes.
 */
export async function replicate(nats: NatsConnection, replicas: number): Promise<readonly string[]> {
  const missing = await copiesMissing(nats, replicas);
  // Tried first, as a single broker accepts the number but keeps one copy.
  if (missing !== undefined)
    throw new Error(`The broker cannot keep anything on ${replicas} nodes: ${missing}`);
  const { streams } = await jetstreamManager(nats);
  const changed: string[] = [];
  for await (const { config } of streams.list()) {
    if (config.num_replicas === replicas) continue;
    await streams.update(config.name, { num_replicas: replicas });
    changed.push(config.name);
  }
  return changed;
}
