import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { DomainError } from '@egov/chassis/domain';
import type { CallContext } from '@egov/chassis/application';
import { limitsOn } from '../domain/limits.ts';
import { checkContent } from './check-content.ts';
import { type Deps, ownUpload } from './own-upload.ts';
import type { Content } from './ports.ts';
import type { Kept, Upload } from './upload-store.ts';
import { refusal } from '../domain/reasons.ts';

/**
 * Checks an upload and stores it under its owner's key; if its content is refused, it is removed. The owner
 * is the uploader, or the person whose paper it is, if an official on `dossier.receive` hands it in for them.
 */
export const finishUpload =
  (deps: Deps) =>
  (
    { uploadId, personId }: Readonly<{ uploadId: string; personId: string | undefined }>,
    context: CallContext,
  ): Promise<Kept> => {
    const { principal } = context;
    const owner = personId ?? principal.subject;
    if (owner !== principal.subject) principal.require('dossier.receive');
    return deps.exclusively(uploadId, async () => {
      const { uploads, files } = deps;
      const upload = await ownUpload(deps, uploadId, context);
      const known = await uploads.kept(upload);
      if (known !== undefined) return known;
      const content = await uploads.content(upload);
      if (content.size < (upload.size ?? 1)) throw refusal('UPLOAD_INCOMPLETE', { offset: content.size });
      // One at a time for a person, so that nobody's files keep those of others waiting.
      const { kept, stored } = await deps.exclusively(`check ${upload.owner}`, () =>
        orDiscard(deps, upload, () => check(deps, upload, content, context.now.slice(0, 10))),
      );
      await files.keep(owner, kept, stored);
      await uploads.finish(upload, { ...kept, owner });
      return kept;
    });
  };

type Passed = Readonly<{ kept: Kept; stored: Content }>;

/** What was sent is scanned; what is stored, and named by its digest, may have been drawn anew from it. */
async function check(
  { readers, scanner }: Deps,
  upload: Upload,
  sent: Content,
  day: string,
): Promise<Passed> {
  if (upload.sha256 !== undefined && upload.sha256 !== (await digestOf(sent)))
    throw refusal('FILE_DIGEST_DIFFERS');
  const { mediaType, content: stored } = await checkContent(readers, sent, upload.claimedType, limitsOn(day));
  const passed = (scan: Kept['scan'], digest: string): Passed => ({
    kept: { digest, mediaType, size: stored.size, scan },
    stored,
  });
  if (scanner === undefined) return passed('NOT_SCANNED', await digestOf(stored));
  const found = await scanner.scan(Readable.from(sent.read(), { objectMode: false }));
  if (found !== undefined) throw refusal('FILE_INFECTED', { found });
  return passed('CLEAN', await digestOf(stored));
}

async function digestOf(content: Content): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of content.read()) hash.update(chunk);
  return hash.digest('hex');
}

async function orDiscard<Answer>(
  { uploads }: Deps,
  upload: Upload,
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'rule') await uploads.discard(upload);
    throw error;
  }
}
