import { definePortal } from '@egov/chassis/web';
import { createApp } from './app.ts';
import { staffLogin } from './auth/keycloak.ts';
import { config } from './config.ts';
import { openServices } from './services.ts';

/** As long as an official's whole working day in the realm. */
const SESSION_MS = 10 * 3_600_000;
/** A saved view that nobody used for a year goes. */
const NOTES_MS = 365 * 86_400_000;

export const staffPortal = definePortal({
  name: 'staff-portal',
  port: 7010,
  config,
  sessions: { bucket: 'staff-sessions', ttlMs: SESSION_MS },
  notes: { bucket: 'staff-notes', ttlMs: NOTES_MS },
  hears: 'egov.procedures.dossier.>',
  createApp: ({
    config: { PROCEDURES_URL, DIRECTORY_URL, FILES_URL },
    notes,
    changes,
    client,
    ...ground
  }) => {
    const { services, close } = openServices(
      { procedures: PROCEDURES_URL, directory: DIRECTORY_URL, files: FILES_URL },
      { notes, changes },
    );
    ground.onStop('clients', close);
    return createApp(services, {
      ...ground.options,
      login: staffLogin(client),
      formTargets: [new URL(client.issuer).origin],
    });
  },
});
