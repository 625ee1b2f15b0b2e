import { jobs, portals, services } from './services.ts';

/** The clients of the realm whose tokens the services accept: every process of the list. */
export const platformClients: readonly string[] = Object.keys({ ...services, ...portals, ...jobs });

/** The clients of portals for citizens: who logs in there acts in no agency's name. */
export const citizensClients: readonly string[] = Object.entries(portals)
  .filter(([, { visitors }]) => visitors === 'citizens')
  .map(([name]) => name);

/** Clients that only a demonstration has; `egov-cli` logs in a person from a terminal. */
export const demonstrationClients = ['demo', 'replay', 'egov-cli'] as const;
