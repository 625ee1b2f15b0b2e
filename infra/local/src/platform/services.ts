/** A service as the one command raises it. */
export type ServiceDescriptor = Readonly<{
  name: string;
  /** Its gRPC port, counted from the port base. */
  portOffset: number;
  /** Services whose addresses it is told, as `<NAME>_URL`; they are started before it. */
  asks: readonly string[];
  /** Its own account at the identity provider. */
  account: 'directory' | 'procedures' | 'files';
}>;

/** In the order they are started. */
export const platformServices = [
  { name: 'directory', portOffset: 1, asks: [], account: 'directory' },
  { name: 'procedures', portOffset: 2, asks: ['directory'], account: 'procedures' },
  { name: 'files', portOffset: 3, asks: [], account: 'files' },
] as const satisfies readonly ServiceDescriptor[];

export type ServiceName = (typeof platformServices)[number]['name'];

/** A portal: pages over HTTP, started after every service. */
export const portals = [
  { name: 'staff-portal', portOffset: 10 },
  { name: 'citizen-portal', portOffset: 11 },
] as const;

export type PortalName = (typeof portals)[number]['name'];

/** Where everything else listens, counted from the port base. */
export const partOffsets = {
  'event log': 21,
  nats: 42,
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
