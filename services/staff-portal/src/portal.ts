import { definePortal } from '@egov/chassis/web';
import { entryOf } from '@egov/platform';
import { createApp } from './app.ts';
import { staffLogin } from './auth/staff-login.ts';
import { config } from './config.ts';
import { openServices } from './services.ts';

export const staffPortal = definePortal({
  entry: entryOf('staff-portal'),
  config,
  createApp: ({ config: { CITIZENS_URL }, urls, notes, changes, logins, client, options, onStop }) => {
    const { services, close } = openServices(urls, { notes, changes, logins });
    onStop('clients', close);
    return createApp(services, {
      ...options,
      citizensUrl: CITIZENS_URL,
      login: staffLogin(client),
      formTargets: [new URL(client.issuer).origin],
    });
  },
});
