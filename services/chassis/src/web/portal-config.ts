import { setting, type ConfigValues } from '../runtime/config/mod.ts';

/** The variables that mean the same in every portal; `name` and `port` are what it is in development. */
export const portalConfig = (name: string, port: number) =>
  ({
    NODE_ENV: setting
      .choice(['development', 'production'], { default: 'development' })
      .describe('What it runs for'),
    LOG_LEVEL: setting
      .choice(['debug', 'info', 'warn', 'error'], { default: 'info' })
      .describe('Least level that is logged'),
    HTTP_HOST: setting.text({ default: '127.0.0.1' }).describe('Address that the portal listens on'),
    HTTP_PORT: setting.port({ dev: port }).describe('Port that the portal listens on'),
    BASE_URL: setting
      .url({ dev: `http://127.0.0.1:${port}` })
      .describe('Address that browsers know the portal by; cookies and redirects are built from it alone'),
    TRUSTED_PROXIES: setting
      .text({ default: 'loopback' })
      .describe(
        'Networks whose reverse proxies say truly who calls and whether by TLS, comma-separated; loopback and uniquelocal are names of some',
      ),
    NATS_URL: setting.url({ dev: 'nats://127.0.0.1:7042' }).describe('The broker, which keeps the sessions'),
    SESSION_KEY_FILE: setting.path().describe('File of 32 random bytes that seal and sign the sessions'),
    OIDC_ISSUER: setting.url({ dev: 'http://127.0.0.1:7080/realms/egov' }).describe('Issuer of tokens'),
    OIDC_CLIENT_ID: setting.text({ default: name }).describe('The portal at the issuer'),
    OIDC_CLIENT_SECRET: setting.text().secret().describe('Its secret'),
  }) as const;

export type PortalConfig = ConfigValues<ReturnType<typeof portalConfig>>;
