import { portals, services, type PortalName, type ServiceName } from '@egov/platform';

/** The default base of the ports of the list. */
const FIRST_PORT = 7000;

/** The ports of everything else, relative to the port base. */
export const partOffsets = {
  'event log': 21,
  nats: 42,
  s3: 43,
  'payment simulator': 60,
  keycloak: 80,
  'keycloak management': 81,
} as const;

/** The ports of the observers, relative to the port base. */
export const observerOffsets = {
  otlp: 90,
  'collected metrics': 91,
  'collector health': 92,
  prometheus: 93,
  'trace viewer': 94,
} as const;

/** A port for each part of the platform. */
export type Ports = Readonly<Record<keyof typeof partOffsets | ServiceName | PortalName, number>>;

/** Returns the port of each part for a port base. */
export const offsets = {
  ...partOffsets,
  ...Object.fromEntries(
    Object.entries({ ...services, ...portals }).map(([name, { port }]) => [name, port - FIRST_PORT]),
  ),
} as Ports;
