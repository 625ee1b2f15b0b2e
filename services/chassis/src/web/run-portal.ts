import { hkdfSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { brokerStreams, keptMs, type Kept } from '@egov/platform';
import type { Express } from 'express';
import {
  configTable,
  defineConfig,
  type ConfigFields,
  type ConfigValues,
} from '../runtime/config/define-config.ts';
import { lifecycle } from '../runtime/lifecycle/lifecycle.ts';
import { createLogger, type Logger } from '../runtime/logger/logger.ts';
import { awaitStreams } from '../runtime/messaging/await-streams.ts';
import { connectNats } from '../runtime/messaging/connect-nats.ts';
import type { Asks } from '../runtime/process/service-definition.ts';
import { addressesIn, addressFields } from '../runtime/process/service-fields.ts';
import { followForgotten } from './follow-forgotten.ts';
import { serverCertificate } from '../runtime/tls/server-certificate.ts';
import { serveHttp } from './http-server.ts';
import { natsChanges, type LiveChanges } from './live-changes.ts';
import type { OidcLoginOptions } from './login/oidc-login.ts';
import type { PortalOptions } from './portal-app.ts';
import { portalConfig, type PortalConfig } from './portal-config.ts';
import type { Logins } from './session/logins.ts';
import { natsSessions } from './session/nats-sessions.ts';
import { natsPersonNotes, type PersonNotes } from './session/person-notes.ts';

/** What a portal makes its app from. */
export type PortalGround<Asked extends Asks, Config> = Readonly<{
  config: Config;
  logger: Logger;
  /** Clients of the services that it asks. */
  urls: Readonly<Record<keyof Asked, string>>;
  /** What the portal stores for a person. */
  notes: PersonNotes;
  /** What is known of logins, whatever session they come back in. */
  logins: Logins;
  /** What it hears of changes. */
  changes: LiveChanges;
  /** The portal's client at the issuer of tokens, for its login. */
  client: OidcLoginOptions;
  /** What every portal's app is given. */
  options: Pick<
    PortalOptions,
    | 'baseUrl'
    | 'trustedProxies'
    | 'trustedHops'
    | 'logger'
    | 'sessions'
    | 'sessionMs'
    | 'sessionSecret'
    | 'ready'
  >;
  /** Registers what the portal itself must close when the process drains. */
  onStop: (name: string, stop: () => unknown) => void;
}>;

/** A portal, as its `portal.ts` defines it and `runPortal` runs it. */
export type Portal<Asked extends Asks = Asks, More extends ConfigFields = ConfigFields> = Readonly<{
  /**
   * The portal's entry in the list: name, port in development, whom it asks, the changes that it hears, and
   * what the broker stores for it.
   */
  entry: Readonly<{
    name: string;
    port: number;
    asks: Asked;
    hears: readonly string[];
    follows: Readonly<{ forget?: string }>;
    keeps: Readonly<Record<'sessions' | 'notes', Kept>>;
  }>;
  /** Its variables besides those of every portal. */
  config: More;
  createApp(ground: PortalGround<Asked, ConfigValues<More> & PortalConfig>): Express | Promise<Express>;
}>;

/** Defines a portal. */
export const definePortal = <const Asked extends Asks, const More extends ConfigFields>(
  portal: Portal<Asked, More>,
): Portal<Asked, More> => Object.freeze(portal);

/** Runs a portal from its configuration to its end; with `--help` prints its variables instead. */
export async function runPortal(portal: Portal): Promise<void> {
  const { name, port, asks, hears, keeps } = portal.entry;
  const fields = { ...portalConfig(name, port), ...addressFields(asks), ...portal.config };
  if (process.argv.includes('--help')) return void process.stdout.write(`${configTable(fields)}\n`);
  const config = defineConfig(fields);
  const { BASE_URL: baseUrl } = config;
  const logger = createLogger(name, { level: config.LOG_LEVEL });
  const life = lifecycle({ logger });
  await life.start(async () => {
    const nats = await connectNats(config.NATS_URL, name);
    life.onStop('NATS', () => nats.drain());
    await awaitStreams(nats, brokerStreams(name, { kind: 'portal', keeps }));
    const key = ownKey(await readFile(config.SESSION_KEY_FILE), name);
    const sessions = await natsSessions({ nats, key });
    const notes = await natsPersonNotes({ nats, key });
    let up = false;
    const app = await portal.createApp({
      config,
      logger,
      urls: addressesIn(config, asks),
      notes,
      logins: sessions.logins,
      changes: natsChanges({
        nats,
        subjects: hears,
        logins: sessions.logins,
        limits: { person: config.LIVE_STREAMS_PER_PERSON, address: config.LIVE_STREAMS_PER_ADDRESS },
      }),
      client: {
        issuer: config.OIDC_ISSUER,
        clientId: config.OIDC_CLIENT_ID,
        clientSecret: config.OIDC_CLIENT_SECRET,
        baseUrl,
        sessions,
        key,
        logger,
      },
      options: {
        baseUrl,
        trustedProxies: config.TRUSTED_PROXIES,
        trustedHops: config.TRUSTED_HOPS,
        logger,
        sessions,
        sessionMs: keptMs(keeps.sessions),
        sessionSecret: key.toString('base64'),
        ready: () => up,
      },
      onStop: life.onStop,
    });
    life.onStop('forgotten persons', followForgotten({ nats, entry: portal.entry, notes, sessions, logger }));
    const certificate = serverCertificate(config, logger);
    const server = await serveHttp(app, config.HTTP_HOST, config.HTTP_PORT, certificate);
    life.onStop('HTTP server', () => server.drain());
    up = true;
    logger.info({ port: server.port }, 'ready');
  });
}

/** Sites that give two portals one secret still get two keys: what one has sealed, the other cannot open. */
const ownKey = (secret: Uint8Array, portal: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `egov ${portal}`, 32));
