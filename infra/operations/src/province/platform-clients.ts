import { openClients, type ClientsOf } from '@egov/chassis/grpc';
import { entryOf, type AskedBy } from '@egov/platform';

const { asks } = entryOf('operations');

/** Where the services that are called from outside listen. */
export type Urls = Readonly<Record<AskedBy<'operations'>, string>>;

/** Where the services listen, and whose tokens a client uses. */
export type PlatformAddress = Readonly<{ services: Urls; token: () => Promise<string> }>;

export type PlatformClients = ClientsOf<typeof asks> & Readonly<{ close: () => void }>;

/** Opens the public API of the platform in the name of one account. */
export function platformClients({ token, services }: PlatformAddress): PlatformClients {
  const { clients, close } = openClients(asks, services, { token, deadlineMs: 30_000 });
  return { ...clients, close };
}
