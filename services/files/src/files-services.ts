import type { GrantVerifier, KeyStore } from '@egov/chassis/application';
import type { GrpcService } from '@egov/chassis/grpc';
import { sealedFolders } from './adapters/sealed-folders.ts';
import { appendChunk } from './application/append-chunk.ts';
import { beginUpload } from './application/begin-upload.ts';
import type { Readers } from './application/check-content.ts';
import { discardUpload } from './application/discard-upload.ts';
import { fileUses } from './application/file-uses.ts';
import { finishUpload } from './application/finish-upload.ts';
import { getUpload } from './application/get-upload.ts';
import { inTurn } from './application/in-turn.ts';
import { keepFiles } from './application/keep-files.ts';
import { listPersonFiles } from './application/list-person-files.ts';
import { keptFiles } from './application/kept-files.ts';
import type { ObjectStore, VirusScanner } from './application/ports.ts';
import { readFile } from './application/read-file.ts';
import { readUpload } from './application/read-upload.ts';
import type { StoreRoom } from './application/store-room.ts';
import { uploadStore } from './application/upload-store.ts';
import { fileHandlers } from './grpc/file-handlers.ts';

/** The dependencies of the use cases. */
export type ServiceDeps = Readonly<{
  readers: Readers;
  room: StoreRoom;
  objects: ObjectStore;
  keys: KeyStore;
  verifyGrant: GrantVerifier;
  scanner?: VirusScanner | undefined;
}>;

/** Wires the use cases to the store and the scanner, for process and tests alike. */
export function filesServices({ objects, keys, ...outside }: ServiceDeps): readonly GrpcService[] {
  const folders = sealedFolders(objects, keys);
  const uses = fileUses(objects);
  const deps = {
    ...outside,
    uploads: uploadStore(folders),
    uses,
    files: keptFiles(folders, uses),
    exclusively: inTurn(),
  };
  return [
    fileHandlers({
      beginUpload: beginUpload(deps),
      appendChunk: appendChunk(deps),
      getUpload: getUpload(deps),
      finishUpload: finishUpload(deps),
      discardUpload: discardUpload(deps),
      keepFiles: keepFiles(deps),
      readUpload: readUpload(deps),
      readFile: readFile(deps),
      listPersonFiles: listPersonFiles({ ...deps, objects }),
    }),
  ];
}
