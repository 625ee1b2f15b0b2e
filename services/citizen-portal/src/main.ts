import { readFile } from 'node:fs/promises';
import { configTable, connectNats, createLogger, lifecycle, serviceTokens } from '@egov/chassis/runtime';
import { natsChanges, natsPersonNotes, natsSessions, oidcLogin, serveHttp } from '@egov/chassis/web';
import { paymentPlatform } from './adapters/payment-platform.ts';
import { createApp } from './app.ts';
import { configFields, readConfig } from './config.ts';
import { forVisitors } from './for-visitors.ts';
import { openServices } from './services.ts';

const SESSION_MS = 2 * 3_600_000;
/** A draft that nobody touched for a month goes. */
const NOTES_MS = 30 * 86_400_000;

const DOSSIERS = 'egov.procedures.dossier.>';

async function main(): Promise<void> {
  const config = readConfig();
  const {
    BASE_URL: baseUrl,
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
  } = config;
  const logger = createLogger('citizen-portal', { level: config.LOG_LEVEL });
  const life = lifecycle({ logger });
  await life.start(async () => {
    const nats = await connectNats(config.NATS_URL, 'citizen-portal');
    life.onStop('NATS', () => nats.drain());
    const key = await readFile(config.SESSION_KEY_FILE);
    const sessions = await natsSessions({ nats, bucket: 'citizen-sessions', key, ttlMs: SESSION_MS });
    const notes = await natsPersonNotes({ nats, bucket: 'citizen-notes', key, ttlMs: NOTES_MS });
    const payments = paymentPlatform({
      url: config.PAYMENT_URL,
      key: await readFile(config.PAYMENT_KEY_FILE),
      noticeUrl: `${baseUrl}/payments/notice`,
    });
    const { services, close } = openServices(
      { procedures: config.PROCEDURES_URL, directory: config.DIRECTORY_URL, files: config.FILES_URL },
      { notes, payments, changes: natsChanges({ nats, subject: DOSSIERS }) },
    );
    life.onStop('clients', () => close());
    const ownToken = serviceTokens({ issuer, clientId, clientSecret });
    // So that no visitor waits for the first; while the issuer is away the pages say so themselves.
    await ownToken().catch((error: unknown) => {
      logger.warn({ err: error }, 'no token of its own yet');
    });
    let up = false;
    const app = createApp(services, {
      baseUrl,
      trustedProxies: config.TRUSTED_PROXIES,
      logger,
      sessions,
      sessionMs: SESSION_MS,
      sessionSecret: key.toString('base64'),
      formTargets: [issuer, config.PAYMENT_URL].map((url) => new URL(url).origin),
      login: oidcLogin({ issuer, clientId, clientSecret, baseUrl, sessions, logger }),
      before: [forVisitors(ownToken)],
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
