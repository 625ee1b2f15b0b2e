import { CallFailed } from '@egov/chassis/grpc';
import { KeepFilesResponse } from '@egov/proto/egov/files/v1/file_service';

/** A reference that nobody has uploaded. */
export const NOT_UPLOADED = `sha256:${'00'.repeat(32)}`;

const FAILED_PRECONDITION = 9;

/** Files that were all uploaded by whoever is asked for, but one. */
export const quietFiles = {
  files: {
    keepFiles: async ({ fileRefs = [] }: Readonly<{ fileRefs?: readonly string[] | undefined }>) => {
      if (!fileRefs.includes(NOT_UPLOADED)) return KeepFilesResponse.create();
      const failed = new CallFailed('/egov.files.v1.FileService/KeepFiles', {
        code: FAILED_PRECONDITION,
        details: 'FILE_UNKNOWN',
      });
      throw Object.assign(failed, { reason: 'FILE_UNKNOWN', facts: { fileRef: NOT_UPLOADED } });
    },
  },
};
