import type { PlatformFile } from '../platform-file.ts';
import type { Platform } from './start-platform.ts';

/** What programs that call a running platform are told of it. */
export function describePlatform(
  { nats, eventLog, keycloak, services, portals }: Platform,
  secretsFile: string,
): PlatformFile {
  const named = [
    ['nats', nats],
    ['event log', eventLog],
    ['keycloak', keycloak],
    ...Object.entries(services),
    ...Object.entries(portals),
  ] as const;
  return {
    directory: services.directory.address,
    procedures: services.procedures.address,
    issuer: keycloak.issuer,
    secretsFile,
    ...(portals['staff-portal'] === undefined ? {} : { staffPortal: portals['staff-portal'].url }),
    ...(portals['citizen-portal'] === undefined ? {} : { citizenPortal: portals['citizen-portal'].url }),
    processes: Object.fromEntries(named.map(([name, { pid }]) => [name, pid])),
  };
}
