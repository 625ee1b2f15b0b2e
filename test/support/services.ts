import {
  eventServiceNames,
  services as listed,
  sharedApi,
  type EventServiceApi,
  type EventServiceName,
} from '@egov/platform';

/** Every service of events in the order of their start, with its public API. */
export const services = Object.fromEntries(
  eventServiceNames.map((name) => [name, { ...listed[name].api, ...sharedApi }]),
) as { readonly [Name in EventServiceName]: EventServiceApi<Name> };

export type ServiceName = EventServiceName;
export const serviceNames = eventServiceNames;
