import { DAY_MS } from '@egov/chassis/domain';
import { definePortal } from '@egov/chassis/web';
import { entryOf } from '@egov/platform';
import { createApp } from './app.ts';
import { staffLogin } from './auth/staff-login.ts';
import { config } from './config.ts';
import { openServices } from './services.ts';

/** As long as an official's session in the realm: a whole working day. */
const SESSION_MS = 10 * 3_600_000;
/** A saved view expires after a year without use. */
const NOTES_MS = 365 * DAY_MS;

/** Some 40,000 sessions, and as many saved views: several times the officials of a province. */
const MEBIBYTE = 1024 * 1024;

export const staffPortal = definePortal({
  entry: entryOf('staff-portal'),
  config,
  sessions: { bucket: 'staff-sessions', ttlMs: SESSION_MS, maxBytes: 256 * MEBIBYTE },
  notes: { bucket: 'staff-notes', ttlMs: NOTES_MS, maxBytes: 256 * MEBIBYTE },
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
