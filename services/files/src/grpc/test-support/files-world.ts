import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callersFor, testService } from '@egov/chassis/testing';
import { FileServiceDefinition, type FinishUploadResponse } from '@egov/proto/egov/files/v1/file_service';
import { folderStore } from '../../adapters/folder-store.ts';
import type { VirusScanner } from '../../application/ports.ts';
import { filesServices } from '../../files-services.ts';
import files from '../../service.ts';

async function filesWorld(scanner?: VirusScanner) {
  const folder = await mkdtemp(join(tmpdir(), 'files-'));
  const store = folderStore(folder);
  const raised = await testService({ ...files, serve: () => filesServices({ store, scanner }) });
  const callers = callersFor(FileServiceDefinition, raised.url);
  const lan = callers.as({ subject: 'lan', permissions: ['file.upload'] });
  const begin = async (content: Buffer, contentType = 'application/pdf', fileName = 'đơn.pdf') =>
    (
      await lan.beginUpload({
        requestId: randomUUID(),
        fileName,
        contentType,
        size: BigInt(content.length),
        sha256: '',
      })
    ).uploadId;
  const append = async (uploadId: string, offset: number, chunk: Buffer) =>
    Number(
      (await lan.appendChunk({ requestId: randomUUID(), uploadId, offset: BigInt(offset), chunk })).offset,
    );
  const finish = (uploadId: string): Promise<FinishUploadResponse> =>
    lan.finishUpload({ requestId: randomUUID(), uploadId });
  return {
    callers,
    lan,
    store,
    begin,
    append,
    finish,
    async upload(content: Buffer, contentType?: string, fileName?: string) {
      const id = await begin(content, contentType, fileName);
      await append(id, 0, content);
      return finish(id);
    },
    /** Every file below the folder of the store. */
    stored: async () =>
      (await readdir(folder, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map(({ name }) => name),
    async close() {
      callers.close();
      await raised.close();
      await rm(folder, { recursive: true });
    },
  };
}

export type FilesWorld = Awaited<ReturnType<typeof filesWorld>>;

/** Runs a test against files over a folder of its own. */
export const inFiles =
  (run: (world: FilesWorld) => Promise<void>, scanner?: VirusScanner) => async (): Promise<void> => {
    const world = await filesWorld(scanner);
    try {
      await run(world);
    } finally {
      await world.close();
    }
  };

export const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
