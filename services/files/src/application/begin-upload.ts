import { createHash } from 'node:crypto';
import type { CallContext } from '@egov/chassis/application';
import { limitsOn, MEBIBYTE, type Limits } from '../domain/limits.ts';
import { type Deps, heldOf } from './own-upload.ts';
import { refusal } from '../domain/reasons.ts';

export type Announced = Readonly<{
  contentType: string;
  size: number | undefined;
  sha256: string | undefined;
}>;

/** Begins an upload, or returns the one that the same request began. */
export const beginUpload =
  (deps: Deps) =>
  async (
    { contentType, size, sha256 }: Announced,
    context: CallContext,
  ): Promise<{ uploadId: string; offset: number }> => {
    const {
      principal: { subject: owner },
      requestId,
      requestHash,
      now,
    } = context;
    const limits = limitsOn(now.slice(0, 10));
    if (size !== undefined && size > limits.maxBytes) throw refusal('FILE_TOO_BIG', { max: limits.maxBytes });
    if (!limits.mediaTypes.includes(contentType)) throw refusal('FILE_TYPE_REFUSED', { found: contentType });
    const id = uploadIdOf(owner, requestId);
    return deps.exclusively(owner, async () => {
      const known = await deps.uploads.find(owner, id);
      if (known !== undefined && known.requestHash !== requestHash) throw refusal('REQUEST_ID_REUSED');
      if (known !== undefined) return { uploadId: id, offset: await heldOf(deps, known) };
      if ((await deps.uploads.unfinished(owner)) >= limits.openUploads)
        throw refusal('TOO_MANY_UPLOADS', { max: limits.openUploads });
      await ensureRoom(deps, owner, size ?? 0, limits);
      await deps.uploads.begin({
        id,
        owner,
        requestHash,
        claimedType: contentType,
        size,
        sha256,
        began: now,
      });
      return { uploadId: id, offset: 0 };
    });
  };

async function ensureRoom(
  { uses, room }: Deps,
  owner: string,
  bytes: number,
  { waitingBytes, personBytes }: Limits,
): Promise<void> {
  room.ensure(bytes);
  const used = await uses.bytesOf(owner);
  for (const [of, max] of [
    ['waiting', waitingBytes],
    ['all', personBytes],
  ] as const)
    if (used[of] + bytes > max)
      throw refusal('QUOTA_EXCEEDED', {
        of,
        usedMebibytes: Math.ceil(used[of] / MEBIBYTE),
        maxMebibytes: max / MEBIBYTE,
      });
}

// Formatted as a UUID, so that the same request of the same person is the same upload.
function uploadIdOf(owner: string, requestId: string): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([owner, requestId]))
    .digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
