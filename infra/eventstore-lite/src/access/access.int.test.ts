import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  EventStoreDBClient,
  persistentSubscriptionToStreamSettingsFromDefaults as settings,
} from '@eventstore/db-client';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import { serverCertificate, type IssuedCertificate } from '@egov/certificates';
import usersServices from '@eventstore/db-client/generated/users_grpc_pb.js';
import { users } from '../protocol.ts';
import { startEventStore, type RunningEventStore } from '../index.ts';
import { all, events } from '../testing/store-for-test.ts';

const folder = mkdtempSync(join(tmpdir(), 'eventstore-lite-'));
let tls: IssuedCertificate;
let authority: string;
const caFile = join(folder, 'ca.pem');
let store: RunningEventStore;
const clients: EventStoreDBClient[] = [];

const as = (login: string, password: string): EventStoreDBClient => {
  const client = EventStoreDBClient.connectionString(
    `esdb://${login}:${password}@localhost:${store.port}?tls=true&tlsCAFile=${caFile}`,
  );
  clients.push(client);
  return client;
};

beforeAll(async () => {
  ({ authority, ...tls } = await serverCertificate('localhost', '127.0.0.1'));
  writeFileSync(caFile, authority);
  store = await startEventStore({
    data: join(folder, 'log'),
    tls,
    adminPassword: 'first-admin',
    opsPassword: 'first-ops',
  });
});

afterAll(async () => {
  await Promise.all(clients.map((client) => client.dispose()));
  await store.close();
  rmSync(folder, { recursive: true });
});

type Done = (error: ServiceError | null, response: unknown) => void;

function usersAs(login: string, password: string) {
  const client = new usersServices.UsersClient(
    `localhost:${store.port}`,
    credentials.createSsl(Buffer.from(authority)),
  );
  const metadata = new Metadata();
  metadata.set('authorization', `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`);
  const call = (run: (done: Done) => unknown) =>
    new Promise<unknown>((resolve, reject) => {
      run((error, response) => (error === null ? resolve(response) : reject(error)));
    });
  return {
    create: (name: string, groups: string[]) =>
      call((done) =>
        client.create(
          new users.CreateReq().setOptions(
            new users.CreateReq.Options()
              .setLoginName(name)
              .setPassword('clerk-password')
              .setFullName('Văn thư')
              .setGroupsList(groups),
          ),
          metadata,
          done,
        ),
      ),
    change: (name: string, from: string, to: string) =>
      call((done) =>
        client.changePassword(
          new users.ChangePasswordReq().setOptions(
            new users.ChangePasswordReq.Options()
              .setLoginName(name)
              .setCurrentPassword(from)
              .setNewPassword(to),
          ),
          metadata,
          done,
        ),
      ),
    reset: (name: string, to: string) =>
      call((done) =>
        client.resetPassword(
          new users.ResetPasswordReq().setOptions(
            new users.ResetPasswordReq.Options().setLoginName(name).setNewPassword(to),
          ),
          metadata,
          done,
        ),
      ),
    disable: (name: string) =>
      call((done) =>
        client.disable(
          new users.DisableReq().setOptions(new users.DisableReq.Options().setLoginName(name)),
          metadata,
          done,
        ),
      ),
    details: async (name: string) => {
      const found = await all(
        client.details(
          new users.DetailsReq().setOptions(new users.DetailsReq.Options().setLoginName(name)),
          metadata,
        ),
      );
      return found.map((one: InstanceType<typeof users.DetailsResp>) => one.getUserDetails()?.getLoginName());
    },
    close: () => client.close(),
  };
}

test('an append over TLS needs credentials that are right', async () => {
  await expect(as('admin', 'first-admin').appendToStream('dossier-1', events(1))).resolves.toMatchObject({
    success: true,
  });
  await expect(as('admin', 'wrong').appendToStream('dossier-1', events(1))).rejects.toMatchObject({
    type: 'access-denied',
  });
  await expect(as('nobody', 'wrong').appendToStream('dossier-1', events(1))).rejects.toMatchObject({
    type: 'access-denied',
  });
  const anonymous = EventStoreDBClient.connectionString(
    `esdb://localhost:${store.port}?tls=true&tlsCAFile=${caFile}`,
  );
  clients.push(anonymous);
  await expect(all(anonymous.readStream('dossier-1'))).rejects.toMatchObject({ type: 'access-denied' });
});

test('users are created, listed, change their password, and are disabled', async () => {
  const admin = usersAs('admin', 'first-admin');
  await admin.create('clerk', ['clerks']);
  await expect(admin.create('clerk', [])).rejects.toMatchObject({ code: 9 });
  expect(await admin.details('')).toEqual(['admin', 'ops', 'clerk']);
  await expect(admin.details('stranger')).rejects.toMatchObject({ code: 5 });
  const clerk = usersAs('clerk', 'clerk-password');
  expect(await clerk.details('clerk')).toEqual(['clerk']);
  await expect(clerk.details('')).rejects.toMatchObject({ code: 7 });
  await expect(clerk.change('clerk', 'not it', 'next')).rejects.toMatchObject({ code: 7 });
  await clerk.change('clerk', 'clerk-password', 'next-password');
  await expect(clerk.details('clerk')).rejects.toMatchObject({ code: 16 });
  await admin.reset('clerk', 'third-password');
  expect(await usersAs('clerk', 'third-password').details('clerk')).toEqual(['clerk']);
  await admin.create('leaver', []);
  await admin.disable('leaver');
  await expect(usersAs('leaver', 'clerk-password').details('leaver')).rejects.toMatchObject({ code: 16 });
  admin.close();
  clerk.close();
});

test('system streams, $all and groups are restricted; an ACL opens a stream to a role', async () => {
  await usersAs('admin', 'first-admin').create('reader', ['clerks']);
  const admin = as('admin', 'first-admin');
  const reader = as('reader', 'clerk-password');
  await expect(all(reader.readAll())).rejects.toMatchObject({ type: 'access-denied' });
  await expect(all(reader.readStream('$users'))).rejects.toMatchObject({ type: 'access-denied' });
  await expect(
    reader.createPersistentSubscriptionToStream('dossier-1', 'relay', settings()),
  ).rejects.toMatchObject({ type: 'access-denied' });
  await expect(reader.appendToStream('dossier-2', events(1))).resolves.toMatchObject({ success: true });
  await admin.setStreamMetadata('dossier-2', { acl: { readRoles: ['clerks'], writeRoles: ['$admins'] } });
  expect(await all(reader.readStream('dossier-2'))).toHaveLength(1);
  await expect(reader.appendToStream('dossier-2', events(1))).rejects.toMatchObject({
    type: 'access-denied',
  });
  await expect(
    as('ops', 'first-ops').createPersistentSubscriptionToStream('dossier-1', 'relay', settings()),
  ).resolves.toBeUndefined();
});

test('a store with credentials needs first passwords, and an insecure one stays on loopback', async () => {
  await expect(startEventStore({ data: join(folder, 'second'), tls })).rejects.toThrow(
    "A password for 'admin' is needed",
  );
  await expect(
    startEventStore({ data: join(folder, 'third'), host: '0.0.0.0', insecure: true }),
  ).rejects.toThrow('loopback only');
  await expect(
    startEventStore({ data: join(folder, 'fourth'), accounts: { procedures: 'secret' } }),
  ).rejects.toThrow('takes no accounts');
});
