import { typedQueries } from '@egov/chassis/projections';
import { defineService } from '@egov/chassis/runtime';
import { entryOf } from '@egov/platform';
import { deadlineGauges } from './adapters/deadline-gauges.ts';
import { directoryClient } from './adapters/directory-client.ts';
import { expireSupplement } from './application/expire-supplement.ts';
import { heldOnApplicant } from './application/held-on-applicant.ts';
import { openRecords } from './application/records.ts';
import { supplementExpires } from './policies/supplement-expiry.ts';
import { proceduresServices } from './procedures-services.ts';
import models from './projections/mod.ts';
import type { ProceduresQueries } from './projections/signatures.ts';
import { publicEvents } from './publish/public-events.ts';

export default defineService({
  entry: entryOf('procedures'),
  config: {},
  readModels: { module: new URL('./projections/mod.ts', import.meta.url), models },
  publisher: publicEvents,
  serve: ({ log, queries, ask, onStop }) => {
    onStop('deadline gauges', deadlineGauges(typedQueries<ProceduresQueries>(queries)));
    return proceduresServices({
      log,
      queries,
      directory: directoryClient(ask('directory', { deadlineMs: 5_000 })),
    });
  },
  person: ({ log, queries }) => ({
    held: heldOnApplicant({ ...openRecords(log), read: typedQueries<ProceduresQueries>(queries) }),
  }),
  onTimer: ({ log }) => supplementExpires(expireSupplement(openRecords(log))),
});
