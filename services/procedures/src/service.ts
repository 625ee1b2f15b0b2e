import { typedQueries } from '@egov/chassis/projections';
import { defineService, directoryClientConfig } from '@egov/chassis/runtime';
import { deadlineGauges } from './adapters/deadline-gauges.ts';
import { directoryClient } from './adapters/directory-client.ts';
import { ownAccount } from './adapters/own-account.ts';
import { expireSupplement } from './application/expire-supplement.ts';
import { openRecords } from './application/records.ts';
import { supplementExpires } from './policies/supplement-expiry.ts';
import { proceduresServices } from './procedures-services.ts';
import models from './projections/mod.ts';
import type { ProceduresQueries } from './projections/signatures.ts';
import { publicEvents } from './publish/public-events.ts';

export const procedures = defineService({
  name: 'procedures',
  kind: 'events',
  port: 7002,
  config: directoryClientConfig,
  readModels: { module: new URL('./projections/mod.ts', import.meta.url), models },
  publisher: publicEvents,
  serve: ({ config, log, queries, onStop }) => {
    const directory = directoryClient({ url: config.DIRECTORY_URL, token: ownAccount(config) });
    onStop('directory client', directory.close);
    onStop('deadline gauges', deadlineGauges(typedQueries<ProceduresQueries>(queries)));
    return proceduresServices({ log, queries, directory });
  },
  onTimer: ({ log }) => supplementExpires(expireSupplement(openRecords(log))),
});
