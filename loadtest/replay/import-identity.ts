import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { v5 as uuidv5 } from 'uuid';
import type { CsvColumns } from './source/csv-columns.ts';

const namespace = 'e2b3ad8c-5f1e-5d3c-9a53-0f4c4f1b7a10';

/**
 * Derives the id of an import from the bytes of its file and how they are read, so that a second run, or one
 * after a kill, continues with the same dossiers.
 */
export async function importIdOf(path: string, columns: CsvColumns): Promise<string> {
  const digest = createHash('sha256');
  digest.update(JSON.stringify([columns.case, columns.activity, columns.timestamp, columns.resource]));
  await pipeline(createReadStream(path), digest);
  return uuidv5(digest.digest('hex'), namespace);
}

/** The ids of one case of an import: of its dossier and of each request about it. */
export const caseIds = (importId: string, caseName: string) => ({
  dossierId: uuidv5(`dossier ${caseName}`, importId),
  personId: uuidv5(`person ${caseName}`, importId),
  receiveRequestId: uuidv5(`receive ${caseName}`, importId),
  stepsRequestId: (firstIndex: number) => uuidv5(`steps ${firstIndex} ${caseName}`, importId),
});
