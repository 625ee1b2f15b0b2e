import {
  apiOf,
  brokerStreams,
  consumerSubjects,
  forgottenBy,
  operatorOf,
  type BrokerProcess,
} from './accounts.ts';
import { publicStream, type BrokerStream } from './streams.ts';

/** What a user may publish and subscribe to. */
export type Rights = Readonly<{ publish: readonly string[]; subscribe: readonly string[] }>;

const api = (...names: readonly string[]): readonly string[] => names.map((name) => `$JS.API.${name}`);

/** Streams whose messages their owner removes one by one: erased keys and notes, settled messages. */
const erases = ({ name }: BrokerStream): boolean => ['KV_person-keys', 'KV_notes', 'parked'].includes(name);

/** Reads and writes a stream as it is; a bucket is also listed and watched, by consumers that pass. */
const onOwnStream = (stream: BrokerStream): readonly string[] => {
  const { name, subjects, allow_direct } = stream;
  const reading = api(`STREAM.INFO.${name}`, `STREAM.MSG.GET.${name}`);
  const direct = allow_direct ? api(`DIRECT.GET.${name}`, `DIRECT.GET.${name}.>`) : [];
  const erasing = erases(stream) ? api(`STREAM.MSG.DELETE.${name}`) : [];
  const listing = name.startsWith('KV_')
    ? [
        ...api(`CONSUMER.CREATE.${name}.>`, `CONSUMER.INFO.${name}.*`, `CONSUMER.DELETE.${name}.*`),
        `$JS.FC.${name}.>`,
      ]
    : [];
  return [...reading, ...direct, ...erasing, ...listing, ...subjects];
};

/**
 * The rights of a process in its account: its own streams, none of which it can make or change, and what the
 * list says that it hears.
 */
export function processRights(name: string, process: BrokerProcess): Rights {
  const { hears, follows, forgetsWith, kind } = process;
  const forgotten = forgetsWith.map(forgottenBy);
  return {
    publish: [
      '$JS.API.INFO',
      ...brokerStreams(name, process).flatMap(onOwnStream),
      ...Object.entries(follows).flatMap(([policy, owner]) => {
        const { info, next, acknowledge } = consumerSubjects(owner, `${name}_${policy}`);
        return [`${apiOf(owner)}.${info}`, `${apiOf(owner)}.${next}`, acknowledge];
      }),
      ...forgotten.map(({ apiPrefix, stream }) => `${apiPrefix}.STREAM.MSG.GET.${stream}`),
    ],
    subscribe: [
      `_INBOX_${name}.>`,
      ...hears,
      kind === 'portal' ? '$KV.sessions.login.*' : '$KV.person-keys-forgotten.*',
      ...forgotten.map(({ subject }) => subject),
    ],
  };
}

/**
 * The rights of jobs in the account of a process: they make and change streams, and durable consumers of
 * public events, and copy whole streams for a backup. They read, write and remove no single message, and
 * delete nothing.
 */
export const operatorRights = (account: string): Rights => ({
  publish: [
    ...api('INFO', 'STREAM.NAMES', 'STREAM.LIST'),
    ...api('STREAM.CREATE.*', 'STREAM.UPDATE.*', 'STREAM.INFO.*', 'STREAM.SNAPSHOT.*', 'STREAM.RESTORE.*'),
    ...api('CONSUMER.NAMES.*', 'CONSUMER.LIST.*', 'CONSUMER.INFO.*.*'),
    ...api(
      `CONSUMER.CREATE.${publicStream(account)}.>`,
      `CONSUMER.DURABLE.CREATE.${publicStream(account)}.*`,
    ),
    '$JS.SNAPSHOT.>',
  ],
  // The first is that of the nats program.
  subscribe: ['_INBOX.>', `_INBOX_${operatorOf(account)}.>`],
});

/** In their own account jobs only try whether the broker stores something on so many nodes. */
export const awaitingRights: Rights = {
  publish: api('INFO', 'STREAM.CREATE.awaited', 'STREAM.INFO.awaited', 'STREAM.DELETE.awaited'),
  subscribe: ['_INBOX_operations.>'],
};
