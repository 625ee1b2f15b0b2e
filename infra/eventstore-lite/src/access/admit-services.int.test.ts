import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  EventStoreDBClient,
  jsonEvent,
  persistentSubscriptionToAllSettingsFromDefaults as settings,
  streamNameFilter,
} from '@eventstore/db-client';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { serverCertificate, type IssuedCertificate } from '@egov/certificates';
import { startEventStore, verify, type RunningEventStore } from '../index.ts';
import { hashPassword } from './password.ts';
import { all, events } from '../testing/store-for-test.ts';

const folder = mkdtempSync(join(tmpdir(), 'eventstore-lite-'));
const data = join(folder, 'log');
let tls: IssuedCertificate;
let authority: string;
const caFile = join(folder, 'ca.pem');
const passwords = { adminPassword: 'first-admin', opsPassword: 'first-ops' };
const accounts = { directory: 'of-directory', procedures: 'of-procedures' };
const clients: EventStoreDBClient[] = [];
let store: RunningEventStore;

const as = (login: string, password: string): EventStoreDBClient => {
  const client = EventStoreDBClient.connectionString(
    `esdb://${login}:${password}@localhost:${store.port}?tls=true&tlsCAFile=${caFile}`,
  );
  clients.push(client);
  return client;
};
const denied = { type: 'access-denied' };
const streamOf = { directory: 'directory_agency-1', procedures: 'procedures_dossier-1' };
const services = [
  ['directory', 'procedures'],
  ['procedures', 'directory'],
] as const;

beforeAll(async () => {
  ({ authority, ...tls } = await serverCertificate('localhost', '127.0.0.1'));
  writeFileSync(caFile, authority);
  store = await startEventStore({ data, tls, ...passwords, accounts });
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.dispose()));
  await store.close();
  rmSync(folder, { recursive: true });
});

test.each(services)('%s appends to its own streams, and to none of %s', async (own, other) => {
  const client = as(own, accounts[own]);
  await expect(client.appendToStream(streamOf[own], events(2))).resolves.toMatchObject({ success: true });
  const foreign = [
    streamOf[other],
    `${other}_new-1`,
    `${own}-1`,
    own,
    `x${own}_dossier-1`,
    '$settings',
    '$$$all',
    `$user-${own}`,
    `$$${streamOf[own]}`,
    `$$${streamOf[other]}`,
  ];
  for (const stream of foreign)
    await expect(client.appendToStream(stream, events(1))).rejects.toMatchObject(denied);
});

test.each(services)('%s hides no event, neither its own nor one of %s', async (own, other) => {
  const client = as(own, accounts[own]);
  for (const stream of [streamOf[own], streamOf[other]]) {
    await expect(client.deleteStream(stream)).rejects.toMatchObject(denied);
    await expect(client.tombstoneStream(stream)).rejects.toMatchObject(denied);
    await expect(client.setStreamMetadata(stream, { truncateBefore: 1 })).rejects.toMatchObject(denied);
    await expect(client.setStreamMetadata(stream, { acl: { writeRoles: ['$all'] } })).rejects.toMatchObject(
      denied,
    );
  }
});

test('a service reads everything, as projectors do, and creates no group', async () => {
  const client = as('procedures', accounts.procedures);
  expect(await all(client.readStream(streamOf.directory))).toHaveLength(2);
  const filter = streamNameFilter({ prefixes: ['procedures_'] });
  expect((await all(client.readAll({ maxCount: 5 }))).length).toBeGreaterThan(0);
  const subscription = client.subscribeToAll({ filter });
  for await (const { event } of subscription) {
    expect(event?.streamId).toBe(streamOf.procedures);
    break;
  }
  await expect(
    client.createPersistentSubscriptionToAll('thieves', settings(), { filter }),
  ).rejects.toMatchObject(denied);
});

test('the log keeps who appended', async () => {
  await as('admin', 'first-admin').setStreamMetadata(streamOf.directory, { truncateBefore: 1 });
  expect(verify(data)).toMatchObject({
    findings: [],
    hidden: [{ stream: streamOf.directory, account: 'admin' }],
  });
});

test('a log from before there were accounts gets them at its first start with a certificate', async () => {
  const older = join(folder, 'older');
  const open = await startEventStore({ data: older });
  const anybody = EventStoreDBClient.connectionString(open.connectionString);
  await anybody.appendToStream('procedures_dossier-1', events(1));
  await anybody.dispose();
  await open.close();
  const closed = await startEventStore({ data: older, tls, ...passwords, accounts });
  const client = EventStoreDBClient.connectionString(
    `esdb://procedures:${accounts.procedures}@localhost:${closed.port}?tls=true&tlsCAFile=${caFile}`,
  );
  await client.appendToStream('procedures_dossier-1', events(1));
  expect(await all(client.readStream('procedures_dossier-1'))).toHaveLength(2);
  await client.dispose();
  await closed.close();
  expect(verify(older).findings).toEqual([]);
});

test('a service has the password of the last start; an account that was disabled stays so', async () => {
  await as('admin', 'first-admin').appendToStream('$user-directory', [
    jsonEvent({
      type: '$UserUpdated',
      data: {
        loginName: 'directory',
        fullName: '',
        groups: [],
        disabled: true,
        ...(await hashPassword('of-directory')),
      },
    }),
  ]);
  await store.close();
  store = await startEventStore({
    data,
    tls,
    adminPassword: 'renewed',
    accounts: { directory: 'renewed', procedures: 'renewed' },
  });
  const append = (login: string, password: string) =>
    as(login, password).appendToStream('procedures_dossier-2', events(1));
  await expect(append('procedures', 'renewed')).resolves.toMatchObject({ success: true });
  await expect(append('procedures', accounts.procedures)).rejects.toMatchObject(denied);
  await expect(append('directory', 'renewed')).rejects.toMatchObject(denied);
  await expect(append('admin', 'renewed')).resolves.toMatchObject({ success: true });
  await expect(append('admin', 'first-admin')).rejects.toMatchObject(denied);
});
