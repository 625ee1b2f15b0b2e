import type { CallContext, GrantVerifier } from '@egov/chassis/application';
import type { FileUses } from './file-uses.ts';
import type { InTurn } from './in-turn.ts';
import type { KeptFiles } from './kept-files.ts';
import type { Readers } from './check-content.ts';
import type { VirusScanner } from './ports.ts';
import type { StoreRoom } from './store-room.ts';
import type { Upload, UploadStore } from './upload-store.ts';
import { refusal } from '../domain/reasons.ts';

export type Deps = Readonly<{
  uploads: UploadStore;
  files: KeptFiles;
  exclusively: InTurn;
  verifyGrant: GrantVerifier;
  readers: Readers;
  uses: FileUses;
  room: StoreRoom;
  /** None when absent: files are NOT_SCANNED. */
  scanner?: VirusScanner | undefined;
}>;

/** Returns one of the caller's uploads. Throws NOT_FOUND. */
export async function ownUpload(
  { uploads }: Pick<Deps, 'uploads'>,
  id: string,
  { principal }: CallContext,
): Promise<Upload> {
  const upload = await uploads.find(principal.subject, id);
  if (upload === undefined) throw refusal('NOT_FOUND');
  return upload;
}

/** Bytes received of an upload. */
export const heldOf = async ({ uploads }: Pick<Deps, 'uploads'>, upload: Upload): Promise<number> =>
  (await uploads.kept(upload))?.size ?? (await uploads.held(upload)).bytes;
