export { freePort, portTaken } from '@egov/chassis/free-port';
export { environment } from './config.ts';
export type { Exit, Supervised } from './processes/supervised.ts';
export { startEventStoreLite, type EventStoreLite } from './parts/eventstore-lite.ts';
export { startClamd, type Clamd } from './parts/clamd.ts';
export { startS3, type S3 } from './parts/s3.ts';
export { startHostedServices, type HostedServicesOptions } from './parts/hosted-services.ts';
export { startNats, type Nats, type PartOptions } from './parts/nats.ts';
export { startPortal, type PortalProcess } from './parts/portal.ts';
export type { TlsFiles } from './parts/tls-files.ts';
export { startService, type Service, type ServiceOptions } from './parts/service.ts';
export { startCollector, type Collector, type CollectorOptions } from './parts/otel-collector.ts';
export { startZipkin, type Zipkin } from './parts/zipkin.ts';
export { prometheus, promtool } from './tools/prometheus.ts';
export { tool } from './tools/tool.ts';
export type { GoTool } from './tools/go-tools.ts';
export { startKeycloak, type Keycloak } from './keycloak/start-keycloak.ts';
export { secretsOf, type Secrets } from './keycloak/secrets.ts';
export {
  addressIn,
  freeAddresses,
  portalEnvironment,
  serviceEnvironment,
  type Environment,
  type ServiceGround,
} from './platform/environment.ts';
export { calledFromOutside, describePlatform } from './platform/describe-platform.ts';
export { startPlatform, type Platform, type PlatformOptions } from './platform/start-platform.ts';
export { takeDataDirectory, type DataDirectory } from './platform/data-directory.ts';
export {
  defaultDataDir,
  platformFileOf,
  readPlatformFile,
  removePlatformFile,
  writePlatformFile,
  type PlatformFile,
} from './platform-file.ts';
export {
  loadRecordedProcedure,
  loadReferenceProvince,
  platformClients,
  recordedProcedureId,
  tokensOf,
  type Caller,
  type Loaders,
  type PlatformAddress,
  type PlatformClients,
} from '@egov/operations';
export { serviceKeysIn, type ServiceKeys } from './platform/service-keys.ts';
