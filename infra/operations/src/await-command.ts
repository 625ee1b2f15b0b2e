import { connect } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { connectNats } from '@egov/chassis/runtime';
import { jetstreamManager, StorageType } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { Command, InvalidArgumentError } from 'commander';

const AGAIN_MS = 1_000;
const TRIED_WITH = 'awaited';

type Address = Readonly<{ host: string; port: number }>;
type Wanted = Readonly<{ address: readonly Address[]; broker?: string; replicas: number; within: number }>;

function address(text: string, before: readonly Address[] = []): readonly Address[] {
  const [, host, port] = /^([\w.-]+):(\d{1,5})$/.exec(text) ?? [];
  if (host === undefined) throw new InvalidArgumentError('host:port is required.');
  return [...before, { host, port: Number(port) }];
}

/** `await`: ends once everything is ready; exits with 1 and one line when something is not ready in time. */
export const awaitCommand = (): Command =>
  new Command('await')
    .description(
      'Wait until addresses accept connections and the broker stores what it gets, ' +
        'so that what starts next finds them ready.',
    )
    .option('--address <host:port>', 'address that must accept connections; may be repeated', address, [])
    .option('--broker <url>', 'the broker with the account of operations')
    .option('--replicas <count>', 'nodes on which the broker must store it', Number, 1)
    .option('--within <seconds>', 'how long at most', Number, 600)
    .action(async ({ address: addresses, broker, replicas, within }: Wanted) => {
      const end = Date.now() + within * 1_000;
      for (const each of addresses)
        await until(`${each.host}:${each.port} takes connections`, end, () => connectionMissing(each));
      if (broker === undefined) return;
      const nats = await connectNats(broker, 'operations');
      try {
        await until(`the broker stores what it gets on ${replicas} nodes`, end, () =>
          copiesMissing(nats, replicas),
        );
      } finally {
        await nats.close();
      }
    });

/** Waits until nothing is missing; throws what was still missing on timeout. */
export async function until(
  what: string,
  end: number,
  missing: () => Promise<string | undefined>,
): Promise<void> {
  for (let why = await missing(); why !== undefined; why = await missing()) {
    if (Date.now() > end) throw new Error(`In vain: ${what}. ${why}`);
    await after(AGAIN_MS);
  }
  process.stdout.write(`${what}\n`);
}

async function connectionMissing({ host, port }: Address): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: AGAIN_MS });
    const said = (answer: string | undefined): void => {
      socket.destroy();
      resolve(answer);
    };
    socket
      .once('connect', () => {
        said(undefined);
      })
      .once('error', ({ message }) => {
        said(message);
      })
      .once('timeout', () => {
        said('No answer.');
      });
  });
}

/**
 * Returns what the broker lacks to store something on so many nodes, tried with a temporary stream, as nodes
 * that listen may not have found each other yet.
 */
export async function copiesMissing(nats: NatsConnection, replicas: number): Promise<string | undefined> {
  try {
    const { streams } = await jetstreamManager(nats);
    await streams.add({
      name: TRIED_WITH,
      subjects: [TRIED_WITH],
      storage: StorageType.Memory,
      num_replicas: replicas,
    });
    const { cluster } = await streams.info(TRIED_WITH);
    await streams.delete(TRIED_WITH);
    const current = 1 + (cluster?.replicas ?? []).filter((replica) => replica.current).length;
    return current === replicas ? undefined : `${current} of ${replicas} nodes have it.`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
