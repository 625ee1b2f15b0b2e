import * as setting from '../runtime/config/setting.ts';
import { z } from 'zod';
import { usualStreams } from './live-viewers.ts';
import type { ConfigValues } from '../runtime/config/define-config.ts';
import { certificateConfig } from '../runtime/config/service-config.ts';

/** The variables that every portal has; `name` and `port` are its defaults in development. */
export const portalConfig = (name: string, port: number) =>
  ({
    NODE_ENV: z
      .enum(['development', 'production'])
      .default('development')
      .describe('Environment that it runs in'),
    LOG_LEVEL: z
      .enum(['debug', 'info', 'warn', 'error'])
      .default('info')
      .describe('Lowest level that is logged'),
    HTTP_HOST: z.string().default('127.0.0.1').describe('Address that the portal listens on'),
    HTTP_PORT: setting.dev(setting.port, port).describe('Port that the portal listens on'),
    ...certificateConfig,
    BASE_URL: setting
      .dev(z.url(), `http://127.0.0.1:${port}`)
      .describe('Address of the portal for browsers; cookies and redirects are built from it alone'),
    TRUSTED_PROXIES: z
      .string()
      .default('loopback')
      .describe(
        'Networks of reverse proxies trusted for caller address and TLS, comma-separated; ' +
          'loopback and uniquelocal are predefined names',
      ),
    TRUSTED_HOPS: z.coerce
      .number()
      .int()
      .min(1)
      .max(5)
      .default(1)
      .describe('Proxies in a row whose entries in X-Forwarded-For are trusted; earlier ones are a claim'),
    LIVE_STREAMS_PER_PERSON: setting.count
      .default(usualStreams.person)
      .describe('Open pages of one person that hear of changes'),
    LIVE_STREAMS_PER_ADDRESS: setting.count
      .default(usualStreams.address)
      .describe('Open pages of visitors without a login, from one address, that hear of changes'),
    NATS_URL: setting.dev(z.url(), 'nats://127.0.0.1:7042').describe('The broker, which keeps the sessions'),
    SESSION_KEY_FILE: z.string().describe('File of 32 random bytes that seal and sign the sessions'),
    OIDC_ISSUER: setting.dev(z.url(), 'http://127.0.0.1:7080/realms/egov').describe('Issuer of tokens'),
    OIDC_CLIENT_ID: z.string().default(name).describe('The portal at the issuer'),
    OIDC_CLIENT_SECRET: setting.secret(z.string()).describe('Its secret'),
  }) as const;

export type PortalConfig = ConfigValues<ReturnType<typeof portalConfig>>;
