import { defineService } from '@egov/chassis/runtime';
import { entryOf } from '@egov/platform';
import { clamd } from './adapters/clamd.ts';
import { folderStore } from './adapters/folder-store.ts';
import { sweepDaily } from './application/sweep-daily.ts';
import { config } from './config.ts';
import { filesServices } from './files-services.ts';

export default defineService({
  entry: entryOf('files'),
  config,
  serve: async ({ config: { DATA_DIR, CLAMD_URL }, logger, onStop, fail }) => {
    const store = folderStore(DATA_DIR);
    onStop('sweep', await sweepDaily({ store, logger, fail }));
    if (CLAMD_URL === undefined)
      logger.warn('no virus scanner is set up (CLAMD_URL): files are kept as NOT_SCANNED');
    return filesServices({ store, scanner: CLAMD_URL === undefined ? undefined : clamd(CLAMD_URL) });
  },
});
