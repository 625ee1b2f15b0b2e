import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type JetStreamClient, jetstream } from '@nats-io/jetstream';
import { type NatsConnection, headers } from '@nats-io/transport-node';
import { brokerProcesses } from '@egov/platform';
import * as directory from '@egov/proto/egov/directory/events/v1/directory_events';
import { eventually } from '../../testing/eventually.ts';
import type { CallContext } from '../context/call-context.ts';
import { silentLogger } from '../logger/logger.ts';
import { type NatsServer, startNatsServer } from '../keys/test-support/nats-server.ts';
import type { Reread } from './hear-rereads.ts';
import { policy } from './policy.ts';
import { send } from './reaction.ts';
import { startPolicies, withCommands } from './start-policies.ts';

const SUBJECT = 'egov.directory.calendar.changed.v1';

let server: NatsServer;
let office: NatsConnection;
let client: JetStreamClient;
let position: number;
let replicas: Replica[];

type Replica = Readonly<{
  nats: NatsConnection;
  rereads: (bigint | undefined)[];
  noted: Readonly<{ input: string; context: CallContext }>[];
  stop: () => Promise<void>;
}>;

const calendarChanged = policy('calendar_changed', {
  from: directory,
  rereads: ['CalendarChanged'],
  on: { CalendarChanged: ({ version }) => [send('note', version)] },
});

/** A replica of a service with the policy, with its own connection. */
async function startReplica(): Promise<Replica> {
  const nats = await server.connect('procedures');
  const rereads: (bigint | undefined)[] = [];
  const noted: { input: string; context: CallContext }[] = [];
  const reread: Reread = (service, at) => {
    expect(service).toBe('directory');
    rereads.push(at);
  };
  const commands = {
    note: async (input: string, context: CallContext) => {
      noted.push({ input, context });
    },
  };
  const policies = await startPolicies({
    ...withCommands([calendarChanged], commands),
    nats,
    service: 'procedures',
    hears: [SUBJECT],
    follows: { calendar_changed: 'directory' },
    reread,
    clock: () => '2026-07-06T02:15:00.000Z',
    logger: silentLogger,
    failed: (error) => {
      throw error;
    },
  }).catch(async (error: unknown) => {
    await nats.close();
    throw error;
  });
  const stop = async (): Promise<void> => {
    await policies.stop();
    await nats.close();
  };
  const replica = { nats, rereads, noted, stop };
  replicas.push(replica);
  return replica;
}

async function publish(type: string, version: string): Promise<void> {
  position += 1;
  const attributes = headers();
  const values = {
    'ce-id': `0197a1c0-0000-7000-8000-0000000000${position}`,
    'ce-type': `egov.directory.events.v1.${type}`,
    'ce-subject': 'province',
    'ce-time': '2026-07-06T02:15:00.000Z',
    'egov-position': String(position),
    'egov-revision': String(position),
  };
  for (const [name, value] of Object.entries(values)) attributes.set(name, value);
  const message = directory.CalendarChanged.fromPartial({ calendarId: 'province', version });
  await client.publish(SUBJECT, directory.CalendarChanged.encode(message).finish(), { headers: attributes });
}

beforeAll(async () => {
  const { procedures } = brokerProcesses;
  if (procedures === undefined) throw new TypeError('The list has no procedures.');
  const follows = { calendar_changed: 'directory' };
  server = await startNatsServer({
    ...brokerProcesses,
    procedures: { ...procedures, hears: [SUBJECT], follows },
  });
});
beforeEach(async () => {
  office = await server.connect('directory');
  client = jetstream(office);
  position = 10;
  replicas = [];
});
afterEach(async () => {
  await Promise.all(replicas.map((replica) => replica.stop()));
  await office.close();
});
afterAll(() => server.stop());

test('every replica rereads, and one of them reacts, caused by the event', async () => {
  const [one, other] = [await startReplica(), await startReplica()];
  await publish('CalendarChanged', 'v1');
  await eventually(() => one.rereads.length === 1 && other.rereads.length === 1);
  expect([...one.rereads, ...other.rereads]).toEqual([11n, 11n]);
  await eventually(() => one.noted.length + other.noted.length === 1);
  await publish('CalendarChanged', 'v2');
  await eventually(() => one.noted.length + other.noted.length === 2);
  const noted = [...one.noted, ...other.noted].toSorted((a, b) => a.input.localeCompare(b.input));
  expect(noted.map(({ input }) => input)).toEqual(['v1', 'v2']);
  expect(noted[0]?.context.causation).toBe('0197a1c0-0000-7000-8000-000000000011');
});

test('an event that no policy names is skipped', async () => {
  const { rereads, noted } = await startReplica();
  await publish('AgencyRenamed', 'v1');
  await publish('CalendarChanged', 'v2');
  await eventually(() => noted.length === 1 && rereads.length === 1);
  expect(noted[0]?.input).toBe('v2');
});

test('what was missed while the broker was down is made up for when it is back', async () => {
  const { rereads } = await startReplica();
  await server.restart('SIGKILL');
  await eventually(() => rereads.length > 0);
  expect(rereads).toEqual([undefined]);
});
