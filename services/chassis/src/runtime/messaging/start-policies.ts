import type { NatsConnection } from '@nats-io/transport-node';
import { apiOf, heardFrom, publicStream } from '@egov/platform';
import type { Instant } from '../../domain/mod.ts';
import type { Logger } from '../logger/logger.ts';
import { type MessageConsumer, type RetryParked, startConsumer } from './consumer.ts';
import type { CommandsOf, Policy } from './policy.ts';
import { type Commands, carryOut } from './reaction.ts';
import { type Reread, hearRereads } from './hear-rereads.ts';

/** Policies with the commands that they react with. */
export type PoliciesWithCommands = Readonly<{ policies: readonly Policy[]; commands: Commands }>;

/** Joins policies with the use cases of their commands. */
export const withCommands = <const Policies extends readonly Policy[]>(
  policies: Policies,
  commands: CommandsOf<Policies>,
): PoliciesWithCommands => ({ policies, commands });

/** What running policies needs. `nats` must reconnect forever (`maxReconnectAttempts: -1`). */
export type StartPoliciesOptions = PoliciesWithCommands &
  Readonly<{
    nats: NatsConnection;
    service: string;
    /** The subjects that the service may hear, from the list of services. */
    hears: readonly string[];
    /** The policies that may have a durable consumer, each with the service whose events it follows. */
    follows: Readonly<Record<string, string>>;
    reread: Reread;
    clock: () => Instant;
    logger: Logger;
    failed: (error: unknown) => void;
  }>;

/** Policies that run in this process. */
export type RunningPolicies = Readonly<{ stop: () => Promise<void>; retryParked: RetryParked }>;

type Listed = Pick<StartPoliciesOptions, 'service' | 'hears' | 'follows'>;

/** Throws if a policy hears or follows what the list of services does not name. */
export function checkPolicies(policies: readonly Policy[], listed: Listed): void {
  const { service, follows } = listed;
  for (const { name, from, react } of policies) {
    if (heardFrom(from, listed.hears).length === 0)
      throw new TypeError(
        `The policy ${name} hears ${from}: name the subjects in what ${service} hears, ` +
          'in the list of services.',
      );
    if (react !== undefined && follows[name] !== from)
      throw new TypeError(
        `The policy ${name} sends commands: name it, with ${from}, in what ${service} follows, ` +
          'in the list of services.',
      );
  }
}

/**
 * Starts policies; once this resolves, later events are heard. Commands are sent once for all replicas, by a
 * durable consumer `<service>_<policy>`; each replica rereads on its own. Throws if a policy hears what the
 * list of services does not name.
 */
export async function startPolicies(options: StartPoliciesOptions): Promise<RunningPolicies> {
  const { policies, nats, service, commands, clock, logger, reread, failed } = options;
  checkPolicies(policies, options);
  const stops: (() => Promise<void>)[] = [];
  const consumers: MessageConsumer[] = [];
  for (const { name, from, rereads, react } of policies) {
    const subjects = heardFrom(from, options.hears);
    if (rereads !== undefined)
      stops.push(await hearRereads({ nats, from, subjects, rereads, reread, failed }));
    if (react === undefined) continue;
    const handle = carryOut({ service, policy: name, clock, react, commands });
    const consumer = {
      nats,
      service,
      policy: name,
      stream: publicStream(from),
      apiPrefix: apiOf(from),
      handle,
      logger,
    };
    consumers.push(await startConsumer(consumer));
  }
  return {
    stop: async () => {
      await Promise.all([...stops, ...consumers.map(({ stop }) => stop)].map((stop) => stop()));
    },
    retryParked: async (signal) => {
      const done = { settled: 0, remaining: 0 };
      for (const { retryParked } of consumers) {
        const { settled, remaining } = await retryParked(signal);
        done.settled += settled;
        done.remaining += remaining;
      }
      return done;
    },
  };
}
