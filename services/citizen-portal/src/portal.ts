import { readFile } from 'node:fs/promises';
import { serviceTokens } from '@egov/chassis/runtime';
import { definePortal, oidcLogin } from '@egov/chassis/web';
import { paymentPlatform } from './adapters/payment-platform.ts';
import { createApp } from './app.ts';
import { config } from './config.ts';
import { forVisitors } from './for-visitors.ts';
import { openServices } from './services.ts';

const SESSION_MS = 2 * 3_600_000;
/** A draft that nobody touched for a month goes. */
const NOTES_MS = 30 * 86_400_000;

export const citizenPortal = definePortal({
  name: 'citizen-portal',
  port: 7011,
  config,
  sessions: { bucket: 'citizen-sessions', ttlMs: SESSION_MS },
  notes: { bucket: 'citizen-notes', ttlMs: NOTES_MS },
  hears: 'egov.procedures.dossier.>',
  createApp: async ({ config: values, notes, changes, client, options, logger, onStop }) => {
    const { PROCEDURES_URL, DIRECTORY_URL, FILES_URL, PAYMENT_URL } = values;
    const payments = paymentPlatform({
      url: PAYMENT_URL,
      key: await readFile(values.PAYMENT_KEY_FILE),
      noticeUrl: `${options.baseUrl}/payments/notice`,
    });
    const { services, close } = openServices(
      { procedures: PROCEDURES_URL, directory: DIRECTORY_URL, files: FILES_URL },
      { notes, payments, changes },
    );
    onStop('clients', close);
    const ownToken = serviceTokens(client);
    // So that no visitor waits for the first; while the issuer is away the pages say so themselves.
    await ownToken().catch((error: unknown) => {
      logger.warn({ err: error }, 'no token of its own yet');
    });
    return createApp(services, {
      ...options,
      formTargets: [client.issuer, PAYMENT_URL].map((url) => new URL(url).origin),
      login: oidcLogin(client),
      before: [forVisitors(ownToken)],
    });
  },
});
