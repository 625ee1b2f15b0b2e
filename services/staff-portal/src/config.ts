import { defineConfig, setting } from '@egov/chassis/runtime';

export const configFields = {
  NODE_ENV: setting
    .choice(['development', 'production'], { default: 'development' })
    .describe('What it runs for'),
  LOG_LEVEL: setting
    .choice(['debug', 'info', 'warn', 'error'], { default: 'info' })
    .describe('Least level that is logged'),
  HTTP_HOST: setting.text({ default: '127.0.0.1' }).describe('Address that the portal listens on'),
  HTTP_PORT: setting.port({ dev: 7010 }).describe('Port that the portal listens on'),
  BASE_URL: setting
    .url({ dev: 'http://127.0.0.1:7010' })
    .describe('Address that browsers know the portal by; cookies and redirects are built from it alone'),
  TRUSTED_PROXIES: setting
    .text({ default: 'loopback' })
    .describe(
      'Networks whose reverse proxies say truly who calls and whether by TLS, comma-separated; loopback and uniquelocal are names of some',
    ),
  NATS_URL: setting.url({ dev: 'nats://127.0.0.1:7042' }).describe('The broker, which keeps the sessions'),
  SESSION_KEY_FILE: setting.path().describe('File of 32 random bytes that seal and sign the sessions'),
  OIDC_ISSUER: setting.url({ dev: 'http://127.0.0.1:7080/realms/egov' }).describe('Issuer of tokens'),
  OIDC_CLIENT_ID: setting.text({ default: 'staff-portal' }).describe('The portal at the issuer'),
  OIDC_CLIENT_SECRET: setting.text().secret().describe('Its secret'),
  DIRECTORY_URL: setting.url({ dev: 'grpc://127.0.0.1:7001' }).describe('The directory service'),
  FILES_URL: setting.url({ dev: 'grpc://127.0.0.1:7003' }).describe('The files service'),
  PROCEDURES_URL: setting.url({ dev: 'grpc://127.0.0.1:7002' }).describe('The procedures service'),
} as const;

export type Config = ReturnType<typeof readConfig>;

export const readConfig = () => defineConfig(configFields);
