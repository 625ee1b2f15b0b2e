import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startEventStore, type RunningEventStore } from '@egov/eventstore-lite';
import { serverCertificate } from '@egov/certificates';
import { admitServices } from '@egov/operations';

const folder = mkdtempSync(join(tmpdir(), 'event-log-'));
const authorityFile = join(folder, 'ca.crt');
const passwords = { admin: 'of-admin', directory: 'of-directory', procedures: 'of-procedures' };
const clients: EventStoreDBClient[] = [];
let store: RunningEventStore;

/** A store without accounts of services, as a site's EventStoreDB is at first. */
beforeAll(async () => {
  const { authority, ...tls } = await serverCertificate('localhost');
  writeFileSync(authorityFile, authority);
  store = await startEventStore({
    data: join(folder, 'log'),
    tls,
    adminPassword: passwords.admin,
    opsPassword: 'of-ops',
  });
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.dispose()));
  await store.close();
  rmSync(folder, { recursive: true });
});

const as = (login: string, password: string): EventStoreDBClient => {
  const client = EventStoreDBClient.connectionString(
    `esdb://${login}:${password}@localhost:${store.port}?tls=true&tlsCAFile=${authorityFile}`,
  );
  clients.push(client);
  return client;
};
const admit = (given = passwords, password = passwords.admin) =>
  admitServices({ node: `localhost:${store.port}`, authorityFile, login: 'admin', password }, given);
const event = jsonEvent({ type: 'Noted', data: {} });
const denied = { type: 'access-denied' };

test('each service gets its account and may append, but hide nothing', async () => {
  expect(await admit()).toEqual(['directory: new account', 'procedures: new account', 'rights set']);
  const directory = as('directory', passwords.directory);
  await expect(directory.appendToStream('directory_agency-1', event)).resolves.toMatchObject({
    success: true,
  });
  for await (const read of directory.readAll({ maxCount: 1 })) expect(read).toBeDefined();
  await expect(directory.tombstoneStream('directory_agency-1')).rejects.toMatchObject(denied);
  await expect(
    directory.setStreamMetadata('directory_agency-1', { truncateBefore: 1 }),
  ).rejects.toMatchObject(denied);
  await expect(directory.appendToStream('$settings', event)).rejects.toMatchObject(denied);
});

test('a repeated run sets passwords anew', async () => {
  const renewed = { ...passwords, procedures: 'renewed' };
  expect(await admit(renewed)).toEqual(['directory: password set', 'procedures: password set', 'rights set']);
  await expect(
    as('procedures', 'renewed').appendToStream('procedures_dossier-1', event),
  ).resolves.toMatchObject({ success: true });
});

test('a password that is wrong or missing is refused before anything is changed', async () => {
  await expect(admit(passwords, 'wrong')).rejects.toThrow(/UNAUTHENTICATED/u);
  await expect(admit({ admin: 'of-admin' } as typeof passwords)).rejects.toThrow(
    "accounts.json has no account 'directory'",
  );
});
