import { jobs, portals, services, type sharedApi } from './services.ts';

const processes = { ...services, ...portals, ...jobs };

type Services = typeof services;
type Processes = typeof processes;

export type ServiceName = keyof Services;
export type PortalName = keyof typeof portals;
/** Where each service listens, as host:port. */
export type Addresses = Readonly<Record<ServiceName, string>>;
/** A process of the list. */
export type ProcessName = keyof Processes;
/** A service that records events. */
export type EventServiceName = {
  [Name in ServiceName]: Services[Name]['kind'] extends 'events' ? Name : never;
}[ServiceName];

/** The entries of the services that a process calls. */
export type AskedBy<Name extends ProcessName> = Processes[Name]['asks'][number];

/** The names of the services that a process calls. */
export const askedBy = <Name extends ProcessName>(name: Name): readonly AskedBy<Name>[] =>
  processes[name].asks as readonly AskedBy<Name>[];

/** A process of the list under its name, with the entries of the services that it calls. */
export type Entry<Name extends ProcessName> = Omit<Processes[Name], 'asks'> &
  Readonly<{ name: Name; asks: Readonly<{ [Asked in AskedBy<Name>]: Services[Asked] }> }>;

/** Returns a process of the list. */
export function entryOf<Name extends ProcessName>(name: Name): Entry<Name> {
  const { asks, ...own } = processes[name];
  return { ...own, name, asks: select(asks) } as unknown as Entry<Name>;
}

const select = (names: readonly ServiceName[]) =>
  Object.fromEntries(names.map((name) => [name, services[name]]));

export const serviceNames = Object.keys(services) as readonly ServiceName[];
export const portalNames = Object.keys(portals) as readonly PortalName[];
export const eventServiceNames = serviceNames.filter(
  (name): name is EventServiceName => services[name].kind === 'events',
);

/** An account at the event log: its administrator, its operator, or a service. */
export type EventLogAccount = 'admin' | 'ops' | EventServiceName;
export const eventLogAccounts: readonly EventLogAccount[] = ['admin', 'ops', ...eventServiceNames];

/** A service whose records refer to files that another service keeps. */
export type GrantingServiceName = {
  [Name in ServiceName]: Services[Name]['grants'] extends readonly [] ? never : Name;
}[ServiceName];

export const grantingServices = serviceNames.filter(
  (name): name is GrantingServiceName => services[name].grants.length > 0,
);

/** Whether a service gives out what it keeps on grants of other services. */
export const isGrantedFrom = (name: ServiceName): boolean =>
  serviceNames.some((each) => (services[each].grants as readonly ServiceName[]).includes(name));

/** The contracts of a service of events: its own and those that all have. */
export type EventServiceApi<Name extends EventServiceName> = Services[Name]['api'] & typeof sharedApi;
