import { choice, integer, path, port, text, url } from './config-field.ts';
import type { ConfigValues } from './define-config.ts';

/** The variables that mean the same in every service. */
export const serviceConfig = {
  NODE_ENV: choice(['production', 'development', 'test'], { default: 'development' }).describe(
    'In production nothing has a default and reflection is off',
  ),
  LOG_LEVEL: choice(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    default: 'info',
  }).describe('What is logged at least'),
  GRPC_HOST: text({ default: '127.0.0.1' }).describe('Address that the gRPC server listens on'),
  GRPC_PORT: port({ dev: 0 }).describe('Port that the gRPC server listens on'),
  OIDC_ISSUER: url({ dev: 'http://127.0.0.1:8080/realms/egov' }).describe('Issuer that tokens must name'),
  OIDC_JWKS_URL: url().optional().describe('Where the keys of the issuer are; derived from it when absent'),
  OIDC_AUDIENCE: text({ default: 'egov-api' }).describe('Audience that tokens must name'),
  DATA_DIR: path({ dev: '.data' }).describe('Folder of the read models, or of the files that are kept'),
  MAX_IN_FLIGHT: integer({ default: 256, min: 1 }).describe('Calls worked on at once; more are shed'),
  RATE_PER_CALLER: integer({ default: 5000, min: 1 }).describe(
    'Calls a second that one caller may make; more are shed',
  ),
} as const;

/** The variables of every service that records events. */
export const eventServiceConfig = {
  ...serviceConfig,
  EVENTSTORE_URL: url({ dev: 'esdb://127.0.0.1:2113?tls=false' }).describe('The event log'),
  NATS_URL: url({ dev: 'nats://127.0.0.1:4222' }).describe('The message broker'),
  OIDC_CLIENT_ID: text().optional().describe("The service's own account at the issuer"),
  OIDC_CLIENT_SECRET: text().optional().secret().describe('Its secret'),
  MASTER_KEY_FILE: path({ dev: '.data/master.key' }).describe(
    "File of the master key that people's keys are wrapped with",
  ),
  PROVINCE: text({ dev: 'demo' }).describe('Code of the province, written with every event'),
} as const;

export type ServiceConfig = ConfigValues<typeof serviceConfig>;
export type EventServiceConfig = ConfigValues<typeof eventServiceConfig>;
