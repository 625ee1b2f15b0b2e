import type { GrpcService } from '@egov/chassis/runtime';
import { appendChunk } from './application/append-chunk.ts';
import { beginUpload } from './application/begin-upload.ts';
import { finishUpload } from './application/finish-upload.ts';
import { getUpload } from './application/get-upload.ts';
import type { Deps } from './application/own-upload.ts';
import { readFile } from './application/read-file.ts';
import { fileHandlers } from './grpc/file-handlers.ts';

/** Wires the use cases to the store and the scanner; the same for a process and a test. */
export const filesServices = (deps: Deps): readonly GrpcService[] => [
  fileHandlers({
    beginUpload: beginUpload(deps),
    appendChunk: appendChunk(deps),
    getUpload: getUpload(deps),
    finishUpload: finishUpload(deps),
    readFile: readFile(deps),
  }),
];
