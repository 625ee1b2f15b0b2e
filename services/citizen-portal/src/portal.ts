import { readFile } from 'node:fs/promises';
import { serviceTokens } from '@egov/chassis/grpc';
import { definePortal, oidcLogin } from '@egov/chassis/web';
import { entryOf } from '@egov/platform';
import { paymentPlatform } from './adapters/payment-platform.ts';
import { createApp } from './app.ts';
import { config } from './config.ts';
import { forVisitors } from './for-visitors.ts';
import { openServices } from './services.ts';

export const citizenPortal = definePortal({
  entry: entryOf('citizen-portal'),
  config,
  createApp: async ({
    config: { PAYMENT_URL, PAYMENT_KEY_FILE },
    urls,
    notes,
    changes,
    client,
    options,
    logger,
    onStop,
  }) => {
    const payments = paymentPlatform({
      url: PAYMENT_URL,
      key: await readFile(PAYMENT_KEY_FILE),
      noticeUrl: `${options.baseUrl}/payments/notice`,
    });
    const { services, close } = openServices(urls, { notes, payments, changes });
    onStop('clients', close);
    const ownToken = serviceTokens(client);
    // So that no visitor waits for the first; while the issuer is down the pages say so.
    await ownToken().catch((error: unknown) => {
      logger.warn({ err: error }, 'the portal has no token yet');
    });
    return createApp(services, {
      ...options,
      formTargets: [client.issuer, PAYMENT_URL].map((url) => new URL(url).origin),
      login: oidcLogin(client),
      before: [forVisitors(ownToken)],
    });
  },
});
