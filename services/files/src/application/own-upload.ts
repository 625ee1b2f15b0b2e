import type { CallContext } from '@egov/chassis/runtime';
import type { FileStore, Upload, VirusScanner } from './ports.ts';
import { refusal } from '../domain/reasons.ts';

export type Deps = Readonly<{
  store: FileStore;
  /** None when absent: files are NOT_SCANNED. */ scanner?: VirusScanner | undefined;
}>;

/** Answers an upload of the caller's own. Throws NOT_FOUND. */
export async function ownUpload({ store }: Deps, id: string, { principal }: CallContext): Promise<Upload> {
  const upload = await store.find(principal.subject, id);
  if (upload === undefined) throw refusal('NOT_FOUND');
  return upload;
}

/** Bytes held of an upload. */
export const heldOf = ({ store }: Deps, upload: Upload): Promise<number> | number =>
  upload.kept?.size ?? store.held(upload);
