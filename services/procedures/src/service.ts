import { aggregates } from './domain/aggregates.ts';
import { heldRecords, typedQueries, openRecords } from '@egov/chassis/application';
import {
  defineService,
  grantSigner,
  grantSignerConfig,
  keyedHash,
  readGrantKey,
  withCommands,
} from '@egov/chassis/runtime';
import { readFile } from 'node:fs/promises';
import { entryOf } from '@egov/platform';
import { deadlineGauges } from './adapters/deadline-gauges.ts';
import { directoryClient, keptOfDirectory } from './adapters/directory-client.ts';
import { filesClient } from './adapters/files-client.ts';
import { expireSupplement } from './application/dossier/expire-supplement.ts';
import { limits, lookup } from './config.ts';
import { dossierCatalogue } from './domain/dossier/catalogue.ts';
import { policies } from './policies/mod.ts';
import { supplementExpires } from './policies/supplement-expires.ts';
import { proceduresServices } from './procedures-services.ts';
import models, { type ProceduresQueries } from './projections/mod.ts';
import { publicEvents } from './publish/public-events.ts';

export default defineService({
  entry: entryOf('procedures'),
  config: { ...grantSignerConfig, ...lookup, ...limits },
  readModels: { module: new URL('./projections/mod.ts', import.meta.url), models },
  publisher: publicEvents,
  serve: async ({ config, log, queries, ask, keepAnswers, onStop }) => {
    const key = readGrantKey(await readFile(config.GRANT_KEY_FILE, 'utf8'));
    onStop('deadline gauges', deadlineGauges(typedQueries<ProceduresQueries>(queries)));
    return proceduresServices({
      log,
      queries,
      directory: directoryClient(
        ask('directory', { deadlineMs: 5_000 }),
        keepAnswers('directory', keptOfDirectory),
      ),
      hash: keyedHash(await readFile(config.LOOKUP_KEY_FILE)),
      papers: filesClient(ask('files', { deadlineMs: 5_000 })),
      signGrant: grantSigner({ service: 'procedures', key }),
      messageLimits: { perDossier: config.MESSAGES_PER_DOSSIER, perHour: config.MESSAGES_PER_HOUR },
    });
  },
  person: ({ log, queries }) => ({
    held: heldRecords({
      name: 'dossier',
      catalogue: dossierCatalogue,
      of: (personId, options) =>
        typedQueries<ProceduresQueries>(queries).dossiersOfPerson({ personId }, options),
      page: openRecords(log, aggregates).dossiers.page,
    }),
  }),
  policies: () => withCommands(policies, {}),
  onTimer: ({ log }) => supplementExpires(expireSupplement(openRecords(log, aggregates))),
});
