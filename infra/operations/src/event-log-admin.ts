import { readFileSync } from 'node:fs';
import { credentials, Metadata, status, type ServiceError } from '@grpc/grpc-js';
import { ANY, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import clients from '@eventstore/db-client/generated/users_grpc_pb.js';
import users from '@eventstore/db-client/generated/users_pb.js';

/** The group of accounts of services. */
export const SERVICES = 'services';

const ADMINS = '$admins';
const DEADLINE_MS = 30_000;

/** An administrator of EventStoreDB, and one of its nodes. */
export type EventLogAdmin = Readonly<{
  node: string;
  authorityFile: string;
  login: string;
  password: string;
}>;

type Done = (error: ServiceError | null, answer?: unknown) => void;

/** The users of EventStoreDB, which its client library does not administer. */
export function eventLogUsers({ node, authorityFile, login, password }: EventLogAdmin) {
  const client = new clients.UsersClient(node, credentials.createSsl(readFileSync(authorityFile)));
  const metadata = new Metadata();
  metadata.set('authorization', `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`);
  const within = () => ({ deadline: Date.now() + DEADLINE_MS });
  const answered = (call: (done: Done) => unknown): Promise<void> =>
    new Promise((resolve, reject) => {
      call((error) => (error === null ? resolve() : reject(error)));
    });
  return {
    exist: async (name: string): Promise<boolean> => {
      const request = new users.DetailsReq().setOptions(new users.DetailsReq.Options().setLoginName(name));
      let found = false;
      try {
        for await (const _ of client.details(request, metadata, within())) found = true;
        return found;
      } catch (error) {
        if ((error as ServiceError).code === status.NOT_FOUND) return false;
        throw error;
      }
    },
    create: (name: string, secret: string, groups: string[]): Promise<void> => {
      const options = new users.CreateReq.Options()
        .setLoginName(name)
        .setFullName(`Service ${name}`)
        .setPassword(secret)
        .setGroupsList(groups);
      return answered((done) =>
        client.create(new users.CreateReq().setOptions(options), metadata, within(), done),
      );
    },
    setPassword: (name: string, secret: string): Promise<void> => {
      const options = new users.ResetPasswordReq.Options().setLoginName(name).setNewPassword(secret);
      return answered((done) =>
        client.resetPassword(new users.ResetPasswordReq().setOptions(options), metadata, within(), done),
      );
    },
    close: () => client.close(),
  };
}

/**
 * Sets what applies where a stream has no rights of its own: services read everything and append to streams
 * other than the system's; nobody but an administrator deletes, limits or opens a stream.
 */
export async function setRights({ node, authorityFile, login, password }: EventLogAdmin): Promise<void> {
  const tls = `tls=true&tlsCAFile=${encodeURIComponent(authorityFile)}`;
  const client = EventStoreDBClient.connectionString(`esdb://${login}:${password}@${node}?${tls}`);
  const admins = { $r: ADMINS, $w: ADMINS, $d: ADMINS, $mr: ADMINS, $mw: ADMINS };
  const rights = {
    $userStreamAcl: { ...admins, $r: SERVICES, $w: SERVICES, $mr: SERVICES },
    $systemStreamAcl: admins,
  };
  const everything = { $acl: { $r: [ADMINS, '$ops', SERVICES] } };
  try {
    const anyway = { expectedRevision: ANY } as const;
    await client.appendToStream('$settings', jsonEvent({ type: 'settings', data: rights }), anyway);
    await client.appendToStream('$$$all', jsonEvent({ type: '$metadata', data: everything }), anyway);
  } finally {
    await client.dispose();
  }
}
