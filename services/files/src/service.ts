import { readFile } from 'node:fs/promises';
import { defineService, grantVerifier, readTrustedGrantKeys } from '@egov/chassis/runtime';
import { entryOf } from '@egov/platform';
import { objectStoreOf } from './adapters/object-store.ts';
import { pdfInspector } from './adapters/pdf/pdf-inspector.ts';
import { pictures } from './adapters/pictures.ts';
import { virusScannerOf } from './adapters/virus-scanner.ts';
import { removeForgotten } from './application/remove-forgotten.ts';
import { sweepDaily } from './application/sweep-daily.ts';
import { storeRoom } from './application/store-room.ts';
import { config } from './config.ts';
import { MEBIBYTE } from './domain/limits.ts';
import { filesServices } from './files-services.ts';

export default defineService({
  entry: entryOf('files'),
  config,
  serve: async ({ config: said, keys, logger, onStop, fail }) => {
    const scanner = virusScannerOf(said);
    const objects = objectStoreOf(said);
    const room = storeRoom(said.MAX_STORED_GIBIBYTES * 1024 * MEBIBYTE);
    const trusted = readTrustedGrantKeys(await readFile(said.GRANT_KEYS_FILE, 'utf8'));
    onStop('sweep', await sweepDaily({ objects, room, logger, fail }));
    onStop('forgotten persons', removeForgotten({ objects, keys, logger }));
    if (scanner === undefined)
      logger.warn('no virus scanner is set up (CLAMD_URL): files are stored as NOT_SCANNED');
    return filesServices({
      objects,
      keys,
      room,
      readers: { pdf: pdfInspector(), pictures: pictures() },
      scanner,
      verifyGrant: grantVerifier({ audience: 'files', trusted }),
    });
  },
});
