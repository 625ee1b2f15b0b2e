import { test } from '@jest/globals';
import { everyRpc } from '@egov/chassis/testing';
import { FileServiceDefinition } from '@egov/proto/egov/files/v1/file_service';
import { filesWorld, LAN, MINH, PDF } from './test-support/files-world.ts';

const world = async () => ({ ...(await filesWorld()), eventCount: () => 0 });

// An upload belongs to its uploader, whatever the agency; a file is read on a grant, whatever the permission.
const own = { subject: LAN, open: true } as const;

const checks = everyRpc(world, FileServiceDefinition, {
  beginUpload: {
    ...own,
    request: { contentType: 'application/pdf', size: BigInt(PDF.length) },
    altered: { size: 10n },
  },
  appendChunk: { ...own, request: async ({ begin }) => ({ uploadId: await begin(PDF), chunk: PDF }) },
  getUpload: { ...own, request: async ({ begin }) => ({ uploadId: await begin(PDF) }) },
  finishUpload: {
    ...own,
    request: async ({ begin, append }) => {
      const uploadId = await begin(PDF);
      await append(uploadId, 0, PDF);
      return { uploadId };
    },
  },
  discardUpload: { ...own, request: async ({ begin }) => ({ uploadId: await begin(PDF) }) },
  keepFiles: {
    ...own,
    request: async ({ upload }) => ({ personId: LAN, fileRefs: [(await upload(PDF)).fileRef] }),
  },
  readUpload: { ...own, request: async ({ upload }) => ({ uploadId: (await upload(PDF)).uploadId }) },
  listPersonFiles: { request: async ({ upload }) => (await upload(PDF), { personId: LAN }) },
  readFile: {
    subject: MINH,
    open: true,
    either: true,
    request: async ({ grant, upload }) => {
      const { fileRef } = await upload(PDF);
      return { fileRef, grant: await grant(MINH, fileRef) };
    },
  },
});

test.each(checks)('%s', (_name, run) => run());
