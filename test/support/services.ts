import { eventServiceNames, services as listed, sharedApi, type EventServiceName } from '@egov/platform';

/** Every service of events in the order they are raised, with its public API. */
export const services = {
  directory: { ...listed.directory.api, ...sharedApi },
  procedures: { ...listed.procedures.api, ...sharedApi },
} as const;

export type ServiceName = EventServiceName;
export const serviceNames = eventServiceNames;
