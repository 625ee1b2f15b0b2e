export {
  apiOf,
  brokerConsumers,
  brokerProcesses,
  brokerStreams,
  forgottenBy,
  heardFrom,
  OPERATIONS,
  operatorOf,
  type BrokerProcess,
  type BrokerProcesses,
} from './broker/accounts.ts';
export { brokerAccounts, passwordVariable } from './broker/broker-conf.ts';
export {
  ACKNOWLEDGED_WITHIN_MS,
  keptMs,
  keptStream,
  keyStreams,
  LEASE_MS,
  leaseStream,
  parkedStream,
  policyConsumer,
  publicEventsStream,
  publicStream,
  relayProgressStream,
  type BrokerConsumer,
  type BrokerStream,
  type Kept,
} from './broker/streams.ts';
export { citizensClients, demonstrationClients, platformClients } from './clients.ts';
export {
  askedBy,
  entryOf,
  eventLogAccounts,
  eventServiceNames,
  grantingServices,
  isGrantedFrom,
  portalNames,
  serviceNames,
  type Addresses,
  type AskedBy,
  type Entry,
  type EventLogAccount,
  type EventServiceApi,
  type EventServiceName,
  type GrantingServiceName,
  type PortalName,
  type ProcessName,
  type ServiceName,
} from './entry.ts';
export { allPermissions, permissions, type Permission } from './permissions.ts';
export { jobs, portals, services, sharedApi } from './services.ts';
