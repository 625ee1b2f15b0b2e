import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeyStore } from '@egov/chassis/application';
import {
  grantPublicKey,
  grantSigner,
  grantVerifier,
  type GrantPrivateKey,
  memoryKeyStore,
  newGrantKey,
} from '@egov/chassis/runtime';
import { callersFor, pdfOf, testService } from '@egov/chassis/testing';
import type { Permission } from '@egov/platform';
import { FileServiceDefinition, type FinishUploadResponse } from '@egov/proto/egov/files/v1/file_service';
import { folderObjects } from '../../adapters/folder-objects.ts';
import { pdfInspector } from '../../adapters/pdf/pdf-inspector.ts';
import { pictures } from '../../adapters/pictures.ts';
import type { ObjectStore, VirusScanner } from '../../application/ports.ts';
import { storeRoom } from '../../application/store-room.ts';
import { filesServices } from '../../files-services.ts';
import files from '../../service.ts';

/** Subjects of people who upload; a person's id is the subject of their account. */
export const LAN = '0198c0de-0000-4000-8000-00000000001a';
export const MINH = '0198c0de-0000-4000-8000-00000000002b';

/** The dependencies of files in a test: a store, keys of persons, and a service whose grants it accepts. */
export type Ground = Readonly<{ objects: ObjectStore; keys: KeyStore; granting: GrantPrivateKey }>;

const readers = { pdf: pdfInspector(), pictures: pictures() };

/** Raises the service over its dependencies. */
export async function raiseFiles(
  { objects, keys, granting }: Ground,
  scanner?: VirusScanner,
  room = Number.MAX_SAFE_INTEGER,
) {
  const trusted = { procedures: [grantPublicKey(granting)] };
  const verifyGrant = grantVerifier({ audience: 'files', trusted });
  const raised = await testService({
    ...files,
    serve: () => filesServices({ objects, keys, scanner, verifyGrant, readers, room: storeRoom(room) }),
  });
  const callers = callersFor(FileServiceDefinition, raised.url);
  const sign = grantSigner({ service: 'procedures', key: granting });
  return {
    url: raised.url,
    callers,
    /** Grants somebody a file of an uploader. */
    grant: async (subject: string, fileRef: string, owner = LAN) =>
      (
        await sign({
          audience: 'files',
          subject,
          verb: 'read',
          thing: fileRef,
          owner,
          record: 'dossier:1',
        })
      ).token,
    /** Keeps a file as the service does whose record names it. */
    keep: (fileRef: string, personId = LAN) =>
      callers
        .as({ subject: 'procedures', service: true, permissions: ['file.keep'] })
        .keepFiles({ requestId: randomUUID(), personId, fileRefs: [fileRef] }),
    ...uploader(callers, LAN),
    as: (subject: string, more: readonly Permission[] = []) => uploader(callers, subject, more),
    async close() {
      callers.close();
      await raised.close();
    },
  };
}

function uploader(
  callers: ReturnType<typeof callersFor<typeof FileServiceDefinition>>,
  subject: string,
  more: readonly Permission[] = [],
) {
  const client = callers.as({ subject, permissions: ['file.upload', ...more] });
  const begin = async (content: Buffer, contentType = 'application/pdf') =>
    (
      await client.beginUpload({
        requestId: randomUUID(),
        contentType,
        size: BigInt(content.length),
      })
    ).uploadId;
  const append = async (uploadId: string, offset: number, chunk: Buffer) =>
    Number(
      (await client.appendChunk({ requestId: randomUUID(), uploadId, offset: BigInt(offset), chunk })).offset,
    );
  const finish = (uploadId: string, personId?: string): Promise<FinishUploadResponse> =>
    client.finishUpload({ requestId: randomUUID(), uploadId, personId });
  return {
    client,
    begin,
    append,
    finish,
    async upload(content: Buffer, contentType?: string, personId?: string) {
      const uploadId = await begin(content, contentType);
      for (let offset = 0; offset < content.length;)
        offset = await append(uploadId, offset, content.subarray(offset, offset + CHUNK));
      return { uploadId, ...(await finish(uploadId, personId)) };
    },
  };
}

const CHUNK = 1024 * 1024;

/** The bytes of every file below a folder. */
export const filesBelow = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

/** What surrounds files in a test: the scanner, and the bytes that its store may hold. */
export type Around = Readonly<{ scanner?: VirusScanner; room?: number }>;

export async function filesWorld({ scanner, room }: Around = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'files-'));
  const ground = {
    objects: folderObjects(folder),
    keys: memoryKeyStore(),
    granting: await newGrantKey(),
  };
  const raised = await raiseFiles(ground, scanner, room);
  return {
    ...ground,
    ...raised,
    folder,
    stored: () => filesBelow(folder),
    async close() {
      await raised.close();
      await rm(folder, { recursive: true });
    },
  };
}

export type FilesWorld = Awaited<ReturnType<typeof filesWorld>>;

/** Runs a test against files over a separate folder. */
export const inFiles =
  (run: (world: FilesWorld) => Promise<void>, around?: Around) => async (): Promise<void> => {
    const world = await filesWorld(around);
    try {
      await run(world);
    } finally {
      await world.close();
    }
  };

export const PDF = pdfOf();
export const ANOTHER = pdfOf({ catalogue: '/Lang (vi)' });
