import { field, grpcService, rpc } from '@egov/chassis/grpc';
import { FileServiceDefinition, UploadState } from '@egov/proto/egov/files/v1/file_service';
import type { appendChunk } from '../application/append-chunk.ts';
import type { beginUpload } from '../application/begin-upload.ts';
import type { discardUpload } from '../application/discard-upload.ts';
import type { finishUpload } from '../application/finish-upload.ts';
import type { getUpload } from '../application/get-upload.ts';
import type { FilePart } from '../application/kept-files.ts';
import type { keepFiles } from '../application/keep-files.ts';
import type { listPersonFiles } from '../application/list-person-files.ts';
import type { readFile } from '../application/read-file.ts';
import type { readUpload } from '../application/read-upload.ts';
import { scanOutcomes } from './enums.ts';

export type FileUseCases = Readonly<{
  beginUpload: ReturnType<typeof beginUpload>;
  appendChunk: ReturnType<typeof appendChunk>;
  getUpload: ReturnType<typeof getUpload>;
  finishUpload: ReturnType<typeof finishUpload>;
  discardUpload: ReturnType<typeof discardUpload>;
  keepFiles: ReturnType<typeof keepFiles>;
  readUpload: ReturnType<typeof readUpload>;
  readFile: ReturnType<typeof readFile>;
  listPersonFiles: ReturnType<typeof listPersonFiles>;
}>;

const uploadRequest = field.message({ uploadId: field.uuid() });
const finishRequest = field.message({ uploadId: field.uuid(), personId: field.uuid().optional() });
const beginRequest = field.message({
  contentType: field.text({ max: 200 }),
  size: field
    .int64AsNumber()
    .refine((size) => size > 0, 'must not be 0')
    .optional(),
  sha256: field.text({ pattern: /^[0-9a-f]{64}$/ }).optional(),
});
const chunkRequest = field.message({
  uploadId: field.uuid(),
  offset: field.int64AsNumber(),
  chunk: field.bytes(),
});
const readUploadRequest = field.message({ uploadId: field.uuid(), offset: field.int64AsNumber() });
const fileRef = () => field.text({ pattern: /^sha256:[0-9a-f]{64}$/ });
const keepRequest = field.message({
  personId: field.uuid(),
  fileRefs: field.list(fileRef(), { min: 1, max: 200 }),
});
const readRequest = field.message({
  fileRef: fileRef(),
  grant: field.text({ max: 4_096 }),
  offset: field.int64AsNumber(),
});

const partTo = ({ size, scan, ...part }: FilePart) => ({
  part: { ...part, size: BigInt(size), scan: scanOutcomes.to(scan) },
});

const progressTo = ({ offset, finished }: Readonly<{ offset: number; finished: boolean }>) => ({
  offset: BigInt(offset),
  state: finished ? UploadState.UPLOAD_STATE_FINISHED : UploadState.UPLOAD_STATE_OPEN,
});

async function done(work: Promise<void>): Promise<Record<string, never>> {
  await work;
  return {};
}

export const fileHandlers = (use: FileUseCases) =>
  grpcService(FileServiceDefinition, {
    beginUpload: rpc({
      schema: beginRequest,
      handle: async (request, context) => {
        const { uploadId, offset } = await use.beginUpload(request, context);
        return { uploadId, offset: BigInt(offset) };
      },
    }),
    appendChunk: rpc({
      schema: chunkRequest,
      handle: async (request, context) => ({ offset: BigInt(await use.appendChunk(request, context)) }),
    }),
    getUpload: rpc({
      schema: uploadRequest,
      handle: async (request, context) => progressTo(await use.getUpload(request, context)),
    }),
    finishUpload: rpc({
      schema: finishRequest,
      handle: async (request, context) => {
        const { digest, mediaType, size, scan } = await use.finishUpload(request, context);
        return { fileRef: `sha256:${digest}`, mediaType, size: BigInt(size), scan: scanOutcomes.to(scan) };
      },
    }),
    discardUpload: rpc({
      schema: uploadRequest,
      handle: (request, context) => done(use.discardUpload(request, context)),
    }),
    keepFiles: rpc({
      schema: keepRequest,
      handle: (request) => done(use.keepFiles(request)),
    }),
    readUpload: rpc({
      schema: readUploadRequest,
      handle: async (request, context) => partTo(await use.readUpload(request, context)),
    }),
    listPersonFiles: rpc({
      schema: field.message({ personId: field.uuid() }),
      handle: async (request, context) => {
        const { files, objects } = await use.listPersonFiles(request, context);
        return {
          files: files.map(({ digest, mediaType, size }) => ({
            fileRef: `sha256:${digest}`,
            mediaType,
            size: BigInt(size),
          })),
          objects,
        };
      },
    }),
    readFile: rpc({
      schema: readRequest,
      handle: async (request, context) => partTo(await use.readFile(request, context)),
    }),
  });
