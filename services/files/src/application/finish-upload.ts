import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { DomainError } from '@egov/chassis/domain';
import type { CallContext } from '@egov/chassis/runtime';
import { limitsOn } from '../domain/limits.ts';
import { checkContent } from './check-content.ts';
import { type Deps, ownUpload } from './own-upload.ts';
import type { Kept, Upload } from './ports.ts';
import { refusal } from '../domain/reasons.ts';

/**
 * Checks what was uploaded and keeps it; what is refused for its content is removed. Throws as FinishUpload
 * of the contract.
 */
export const finishUpload =
  (deps: Deps) =>
  ({ uploadId }: Readonly<{ uploadId: string }>, context: CallContext): Promise<Kept> =>
    deps.store.alone(uploadId, async () => {
      const upload = await ownUpload(deps, uploadId, context);
      if (upload.kept !== undefined) return upload.kept;
      const offset = await deps.store.held(upload);
      if (offset < upload.size) throw refusal('UPLOAD_INCOMPLETE', { offset });
      const kept = await orDiscard(deps, upload, () => check(deps, upload, context.now.slice(0, 10)));
      await deps.store.keep(upload, kept);
      return kept;
    });

async function check({ store, scanner }: Deps, upload: Upload, day: string): Promise<Kept> {
  const path = store.pathOf(upload);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  const digest = hash.digest('hex');
  if (upload.sha256 !== '' && upload.sha256 !== digest) throw refusal('FILE_DIGEST_DIFFERS');
  const mediaType = await checkContent(path, upload, limitsOn(day));
  if (scanner === undefined) return { digest, mediaType, size: upload.size, scan: 'NOT_SCANNED' };
  const found = await scanner.scan(createReadStream(path));
  if (found !== undefined) throw refusal('FILE_INFECTED', { found });
  return { digest, mediaType, size: upload.size, scan: 'CLEAN' };
}

async function orDiscard<Answer>(
  { store }: Deps,
  upload: Upload,
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'rule') await store.discard(upload);
    throw error;
  }
}
