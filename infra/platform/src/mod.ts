export { demonstrationClients, platformClients } from './clients.ts';
export {
  askedBy,
  entryOf,
  eventServiceNames,
  grantingServices,
  isGrantedFrom,
  portalNames,
  serviceNames,
  type Addresses,
  type AskedBy,
  type Entry,
  type EventServiceApi,
  type EventServiceName,
  type GrantingServiceName,
  type PortalName,
  type ProcessName,
  type ServiceName,
} from './entry.ts';
export { allPermissions, permissions, type Permission } from './permissions.ts';
export { jobs, portals, services, sharedApi } from './services.ts';
