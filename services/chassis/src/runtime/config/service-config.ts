import { z } from 'zod';
import type { ConfigValues } from './define-config.ts';
import { dev, port, secret } from './setting.ts';

/** The variables of every server's certificate. */
export const certificateConfig = {
  TLS_CERT_FILE: z
    .string()
    .optional()
    .describe("File of the server's certificate as PEM; without it the server has no TLS"),
  TLS_KEY_FILE: z.string().optional().describe('File of the key of that certificate as PEM'),
} as const;

/** The variables that every service has. */
export const serviceConfig = {
  NODE_ENV: z
    .enum(['production', 'development', 'test'])
    .default('development')
    .describe('In production URLs and secrets have no default and reflection is off'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Lowest level that is logged'),
  GRPC_HOST: z.string().default('127.0.0.1').describe('Address that the gRPC server listens on'),
  GRPC_PORT: dev(port, 0).describe('Port that the gRPC server listens on'),
  ...certificateConfig,
  HEALTH_PORT: port
    .optional()
    .describe('Port on which only health is served, without TLS, for probes that have none'),
  OIDC_ISSUER: dev(z.url(), 'http://127.0.0.1:8080/realms/egov').describe('Issuer required in tokens'),
  OIDC_JWKS_URL: z.url().optional().describe('Where the keys of the issuer are; derived from it when absent'),
  OIDC_AUDIENCE: z.string().default('egov-api').describe('Audience required in tokens'),
  DEMONSTRATION: z
    .enum(['true', 'false'])
    .default('false')
    .describe('Whether tokens are also accepted from the clients that only a demonstration has'),
  NATS_URL: dev(z.url(), 'nats://127.0.0.1:4222').describe('The message broker'),
  MASTER_KEY_FILE: dev(z.string(), '.data/master.key').describe(
    'File of the master key that wraps the keys of persons',
  ),
  DATA_DIR: dev(z.string(), '.data').describe('Folder of the read models, or of the stored files'),
  MAX_IN_FLIGHT: z.coerce
    .number()
    .int()
    .min(1)
    .default(256)
    .describe('Calls handled at once; more are rejected'),
  MAX_IN_FLIGHT_PER_PERSON: z.coerce
    .number()
    .int()
    .min(1)
    .default(8)
    .describe('Calls of one person handled at once; sixteen times as many wait, more are rejected'),
  MAX_IN_FLIGHT_PER_ACCOUNT: z.coerce
    .number()
    .int()
    .min(1)
    .default(64)
    .describe('The same for an account of a portal or a service'),
  RATE_PER_CALLER: z.coerce
    .number()
    .int()
    .min(1)
    .default(5000)
    .describe('Calls per second that one caller may make; more are rejected'),
} as const;

/** The variables of every service that records events. */
export const eventServiceConfig = {
  ...serviceConfig,
  CHAIN_KEYS_FILE: dev(z.string(), '.data/chain.json').describe(
    'File of the keys that link its events, and prove that they are its own',
  ),
  EVENTSTORE_URL: dev(z.url(), 'esdb://127.0.0.1:2113?tls=false').describe('The event log'),
  OIDC_CLIENT_ID: z.string().optional().describe("The service's account at the issuer"),
  OIDC_CLIENT_SECRET: secret(z.string().optional()).describe('Its secret'),
  PROVINCE: dev(z.string(), 'demo').describe('Code of the province, written with every event'),
} as const;

/** The variable of a service that grants access to what other services store. */
export const grantSignerConfig = {
  GRANT_KEY_FILE: dev(z.string(), '.data/grant.key').describe('File of the key that signs grants'),
} as const;

export type ServiceConfig = ConfigValues<typeof serviceConfig>;
export type EventServiceConfig = ConfigValues<typeof eventServiceConfig>;
