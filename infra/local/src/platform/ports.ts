import { portals, services, type PortalName, type ServiceName } from '@egov/platform';

/** What the ports of the list are counted from when nothing else is asked for. */
const FIRST_PORT = 7000;

/** Where everything else listens, counted from the port base. */
export const partOffsets = {
  'event log': 21,
  nats: 42,
  s3: 43,
  'payment simulator': 60,
  keycloak: 80,
  'keycloak management': 81,
} as const;

/** Where what watches the platform listens, counted from the port base. */
export const observerOffsets = {
  otlp: 90,
  'collected metrics': 91,
  'collector health': 92,
  prometheus: 93,
  'trace viewer': 94,
} as const;

/** A port of each part of the platform. */
export type Ports = Readonly<Record<keyof typeof partOffsets | ServiceName | PortalName, number>>;

/** Where each part listens, counted from the port base. */
export const offsets = {
  ...partOffsets,
  ...Object.fromEntries(
    Object.entries({ ...services, ...portals }).map(([name, { port }]) => [name, port - FIRST_PORT]),
  ),
} as Ports;
