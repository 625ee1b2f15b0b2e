import { portals, services } from '../services.ts';
import {
  keptStream,
  keyStreams,
  leaseStream,
  parkedStream,
  policyConsumer,
  publicEventsStream,
  publicStream,
  relayProgressStream,
  type BrokerConsumer,
  type BrokerStream,
  type Kept,
} from './streams.ts';

/** What the broker must know of a process of the list. */
export type BrokerProcess = Readonly<{
  kind: 'events' | 'files' | 'portal';
  /** Subjects of other processes that it listens to. */
  hears: readonly string[];
  /** Its policies with a durable consumer, each with the service whose events it follows. */
  follows: Readonly<Record<string, string>>;
  /** Services whose forgotten persons it forgets too. */
  forgetsWith: readonly string[];
  /** What a portal stores, by bucket. */
  keeps: Readonly<Record<string, Kept>>;
}>;

export type BrokerProcesses = Readonly<Record<string, BrokerProcess>>;

/** Every process that has an account at the broker, in the order of the list. */
export const brokerProcesses: BrokerProcesses = Object.fromEntries<BrokerProcess>([
  ...Object.entries(services).map(([name, each]) => [name, { ...each, keeps: {} }] as const),
  ...Object.entries(portals).map(
    ([name, each]) => [name, { ...each, kind: 'portal', forgetsWith: [] }] as const,
  ),
]);

/** The account of jobs, which holds nothing, and the user of jobs in the account of a process. */
export const OPERATIONS = 'operations';
export const operatorOf = (account: string): string => `${OPERATIONS}-${account}`;

/** The streams and buckets of an account. */
export function brokerStreams(
  name: string,
  { kind, keeps }: Pick<BrokerProcess, 'kind' | 'keeps'>,
): readonly BrokerStream[] {
  if (kind === 'portal') return Object.entries(keeps).map(([bucket, kept]) => keptStream(bucket, kept));
  const ofEvents = [leaseStream, relayProgressStream, publicEventsStream(name)];
  return [...keyStreams, parkedStream, ...(kind === 'events' ? ofEvents : [])];
}

/** The durable consumers on an account's stream of public events. */
export const brokerConsumers = (owner: string, processes: BrokerProcesses): readonly BrokerConsumer[] =>
  Object.entries(processes).flatMap(([name, { kind, hears, follows }]) =>
    Object.entries(follows)
      .filter(([, from]) => from === owner)
      .map(([policy]) => policyConsumer(name, policy, followed(kind, owner, hears))),
  );

/** A portal follows whom a service has forgotten, and only hears the rest. */
const followed = (kind: BrokerProcess['kind'], owner: string, hears: readonly string[]) =>
  kind === 'portal' ? [`egov.${owner}.person.forgotten.v1`] : heardFrom(owner, hears);

/** The subjects of a service among those that a process hears. */
export const heardFrom = (owner: string, hears: readonly string[]): readonly string[] =>
  hears.filter((subject) => subject.startsWith(`egov.${owner}.`));

/** The account whose subject it is. */
export const ownerOf = (subject: string): string => subject.split('.')[1] ?? '';

/** Under this prefix a process asks for what is in another's account; `$JS.API` is its own. */
export const apiOf = (account: string): string => `$JS.${account}.API`;

/** Where a process reads whom another has forgotten, under names that are not those of its own bucket. */
export const forgottenBy = (space: string) => ({
  stream: 'KV_person-keys-forgotten',
  apiPrefix: apiOf(space),
  subject: `${space}.$KV.person-keys-forgotten.*`,
});

/** The subjects with which a policy's consumer is read, below the prefix of its account, and acknowledged. */
export const consumerSubjects = (owner: string, consumer: string) => {
  const place = `${publicStream(owner)}.${consumer}`;
  return {
    info: `CONSUMER.INFO.${place}`,
    next: `CONSUMER.MSG.NEXT.${place}`,
    acknowledge: `$JS.ACK.${place}.>`,
  };
};
