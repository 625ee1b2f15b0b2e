import { readFile } from 'node:fs/promises';
import { configTable, connectNats, createLogger, lifecycle } from '@egov/chassis/runtime';
import { natsChanges, natsPersonNotes, natsSessions, serveHttp } from '@egov/chassis/web';
import { createApp } from './app.ts';
import { staffLogin } from './auth/keycloak.ts';
import { configFields, readConfig } from './config.ts';
import { openServices } from './services.ts';

/** As long as an official's whole working day in the realm. */
const SESSION_MS = 10 * 3_600_000;
/** A saved view that nobody used for a year goes. */
const NOTES_MS = 365 * 86_400_000;

const DOSSIERS = 'egov.procedures.dossier.>';

async function main(): Promise<void> {
  const config = readConfig();
  const { BASE_URL: baseUrl, OIDC_ISSUER: issuer } = config;
  const logger = createLogger('staff-portal', { level: config.LOG_LEVEL });
  const life = lifecycle({ logger });
  await life.start(async () => {
    const nats = await connectNats(config.NATS_URL, 'staff-portal');
    life.onStop('NATS', () => nats.drain());
    const key = await readFile(config.SESSION_KEY_FILE);
    const sessions = await natsSessions({ nats, bucket: 'staff-sessions', key, ttlMs: SESSION_MS });
    const notes = await natsPersonNotes({ nats, bucket: 'staff-notes', key, ttlMs: NOTES_MS });
    const { services, close } = openServices(
      { procedures: config.PROCEDURES_URL, directory: config.DIRECTORY_URL, files: config.FILES_URL },
      { notes, changes: natsChanges({ nats, subject: DOSSIERS }) },
    );
    life.onStop('clients', () => close());
    const login = staffLogin({
      issuer,
      clientId: config.OIDC_CLIENT_ID,
      clientSecret: config.OIDC_CLIENT_SECRET,
      baseUrl,
      sessions,
      logger,
    });
    let up = false;
    const app = createApp(services, {
      baseUrl,
      trustedProxies: config.TRUSTED_PROXIES,
      login,
      logger,
      sessions,
      sessionMs: SESSION_MS,
      sessionSecret: key.toString('base64'),
      formTargets: [new URL(issuer).origin],
      ready: () => up,
    });
    const server = await serveHttp(app, config.HTTP_HOST, config.HTTP_PORT);
    life.onStop('HTTP server', () => server.drain());
    up = true;
    logger.info({ port: server.port }, 'ready');
  });
}

if (process.argv.includes('--help')) process.stdout.write(`${configTable(configFields)}\n`);
else await main();
