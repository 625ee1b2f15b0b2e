import {
  entryOf,
  eventServiceNames,
  grantingServices,
  isGrantedFrom,
  services,
  type Addresses,
  type EventServiceName,
  type GrantingServiceName,
  type PortalName,
  type ServiceName,
} from '@egov/platform';
import { addressVariable } from '@egov/chassis/config';
import { freePort } from '@egov/chassis/free-port';
import type { ServiceKeys } from './service-keys.ts';

/** Variables of a process. */
export type Environment = Readonly<Record<string, string>>;

/** What the services and portals of one platform share. */
export type Ground = Readonly<{
  /** Where each service listens, including this one. */
  addresses: Addresses;
  /** The broker's address with the account of a process. */
  natsUrlOf: (name: ServiceName | PortalName) => string;
  /** The issuer of tokens, and the address of its keys where it has no discovery document. */
  issuer: string;
  jwksUrl?: string;
  /** Where services have TLS: the file of the authority of their certificates. */
  authority?: string | undefined;
  /** The secret of a program's own account at the issuer. */
  clientSecret: (name: ServiceName | PortalName) => string;
}>;

/** Other parts that services need. */
export type ServiceGround = Ground &
  Readonly<{
    /** Returns the connection string of a service at the event log. */
    eventStoreUrl: (name: EventServiceName) => string;
    keys: ServiceKeys;
    province: string;
    /** Returns the data folder of a service. */
    dataDir: string;
  }>;

/** Returns the environment of a service. */
export const serviceEnvironment = (name: ServiceName, ground: ServiceGround): Environment => ({
  ...ofEveryProcess(name, ground),
  ...listening(ground.addresses[name]),
  OIDC_AUDIENCE: 'egov-api',
  DEMONSTRATION: 'true',
  DATA_DIR: ground.dataDir,
  MASTER_KEY_FILE: ground.keys.masterKeyFile,
  ...(isRecording(name)
    ? {
        EVENTSTORE_URL: ground.eventStoreUrl(name),
        CHAIN_KEYS_FILE: ground.keys.chainKeysFile(name),
        PROVINCE: ground.province,
      }
    : {}),
  ...(name === 'procedures' ? { LOOKUP_KEY_FILE: ground.keys.lookupKeyFile } : {}),
  ...(isGranting(name) ? { GRANT_KEY_FILE: ground.keys.grantKeyFile(name) } : {}),
  ...(isGrantedFrom(name) ? { GRANT_KEYS_FILE: ground.keys.grantKeysFile } : {}),
});

const isRecording = (name: ServiceName): name is EventServiceName =>
  (eventServiceNames as readonly ServiceName[]).includes(name);

const isGranting = (name: ServiceName): name is GrantingServiceName =>
  (grantingServices as readonly ServiceName[]).includes(name);

/** Returns the environment of a portal, without the variables that only it has. */
export const portalEnvironment = (
  name: PortalName,
  ground: Ground & Readonly<{ url: string; sessionKeyFile: string }>,
): Environment & Readonly<{ HTTP_PORT: string }> => ({
  ...ofEveryProcess(name, ground),
  HTTP_PORT: new URL(ground.url).port,
  BASE_URL: ground.url,
  SESSION_KEY_FILE: ground.sessionKeyFile,
});

const ofEveryProcess = (name: ServiceName | PortalName, ground: Ground): Environment => ({
  NATS_URL: ground.natsUrlOf(name),
  OIDC_ISSUER: ground.issuer,
  ...(ground.jwksUrl === undefined ? {} : { OIDC_JWKS_URL: ground.jwksUrl }),
  OIDC_CLIENT_ID: name,
  OIDC_CLIENT_SECRET: ground.clientSecret(name),
  ...Object.fromEntries(
    Object.keys(entryOf(name).asks).map((asked) => [
      addressVariable(asked),
      addressIn(ground, asked as ServiceName),
    ]),
  ),
});

/** Returns the address of a service for its clients. */
export const addressIn = (
  { addresses, authority }: Pick<Ground, 'addresses' | 'authority'>,
  name: ServiceName,
): string =>
  authority === undefined ? `grpc://${addresses[name]}` : `grpcs://${addresses[name]}?ca=${authority}`;

function listening(address: string): Environment {
  const { hostname, port } = new URL(`grpc://${address}`);
  return { GRPC_HOST: hostname, GRPC_PORT: port };
}

/** Returns free addresses on loopback for every service. */
export async function freeAddresses(): Promise<Addresses> {
  const chosen: [string, string][] = [];
  for (const name of Object.keys(services)) chosen.push([name, `127.0.0.1:${await freePort()}`]);
  return Object.fromEntries(chosen) as Addresses;
}
