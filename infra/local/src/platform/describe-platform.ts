import { askedBy, type Addresses } from '@egov/platform';
import type { PlatformFile } from '../platform-file.ts';
import type { Platform } from './start-platform.ts';

/** Returns where the services of a platform listen. */
export const addressesOf = (services: Platform['services']): Addresses =>
  Object.fromEntries(Object.entries(services).map(([name, { address }]) => [name, address])) as Addresses;

/** Returns the addresses of the services that are called from outside. */
export const calledFromOutside = (addresses: Addresses): PlatformFile['services'] =>
  Object.fromEntries(
    askedBy('operations').map((name) => [name, addresses[name]]),
  ) as PlatformFile['services'];

/** What the platform file holds for programs that call it. */
export function describePlatform(
  { nats, eventLog, keycloak, services, serviceProcesses, portals }: Platform,
  secretsFile: string,
): PlatformFile {
  const named = [
    ['nats', nats],
    ['event log', eventLog],
    ['keycloak', keycloak],
    ...Object.entries(serviceProcesses),
    ...Object.entries(portals),
  ] as const;
  return {
    services: calledFromOutside(addressesOf(services)),
    issuer: keycloak.issuer,
    secretsFile,
    ...(portals['staff-portal'] === undefined ? {} : { staffPortal: portals['staff-portal'].url }),
    ...(portals['citizen-portal'] === undefined ? {} : { citizenPortal: portals['citizen-portal'].url }),
    processes: Object.fromEntries(named.map(([name, { pid }]) => [name, pid])),
  };
}
