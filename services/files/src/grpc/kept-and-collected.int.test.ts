import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { failureOf, pdfOf } from '@egov/chassis/testing';
import { fileUses } from '../application/file-uses.ts';
import type { ObjectStore } from '../application/ports.ts';
import { sweepStore } from '../application/sweep-store.ts';
import { ANOTHER, inFiles, MINH, PDF, type FilesWorld } from './test-support/files-world.ts';

const LATER = Date.parse('9999-01-01');
const sweep = (objects: ObjectStore, before: Readonly<{ unfinished?: number; waiting?: number }>) =>
  sweepStore(objects, fileUses(objects), { unfinished: 0, waiting: 0, ...before });
const isThere = async ({ keep }: Pick<FilesWorld, 'keep'>, fileRef: string) =>
  keep(fileRef).then(
    () => true,
    () => false,
  );

test(
  'uploads that were never finished are removed, finished ones later, with files that nobody submitted',
  inFiles(async (world) => {
    const { append, begin, objects, stored, upload, client } = world;
    await append(await begin(PDF), 0, PDF.subarray(0, 10));
    const { uploadId } = await upload(PDF);
    expect(await sweep(objects, {})).toMatchObject({ uploads: 0, files: 0 });
    expect(await sweep(objects, { unfinished: LATER })).toMatchObject({ uploads: 1, files: 0 });
    expect((await client.readUpload({ uploadId, offset: 0n })).part?.chunk).toEqual(PDF);
    expect(await sweep(objects, { waiting: LATER })).toEqual({ uploads: 1, files: 1, bytes: 0 });
    expect(await stored()).toEqual([]);
  }),
);

test(
  'a file that a record names is never removed, nor by its uploader',
  inFiles(async (world) => {
    const { client, keep, objects, upload } = world;
    const { fileRef, uploadId } = await upload(PDF);
    await keep(fileRef);
    await client.discardUpload({ requestId: randomUUID(), uploadId });
    expect(await sweep(objects, { unfinished: LATER, waiting: LATER })).toMatchObject({ files: 0 });
    expect(await isThere(world, fileRef)).toBe(true);
  }),
);

test(
  'a file that was given up goes with its upload, unless another upload of its owner is of it',
  inFiles(async (world) => {
    const { client, upload } = world;
    const [first, second] = [await upload(PDF), await upload(PDF)];
    const discard = (uploadId: string) => client.discardUpload({ requestId: randomUUID(), uploadId });
    await discard(first.uploadId);
    expect((await client.readUpload({ uploadId: second.uploadId, offset: 0n })).part?.chunk).toEqual(PDF);
    await discard(second.uploadId);
    expect(await isThere(world, first.fileRef)).toBe(false);
  }),
);

test(
  'nobody keeps what the person has not uploaded, and only a service keeps anything',
  inFiles(async ({ as, client, keep, upload }) => {
    const { fileRef } = await upload(PDF);
    const foreign = await failureOf(keep(fileRef, MINH));
    expect([foreign.reason, foreign.facts.fileRef]).toEqual(['FILE_UNKNOWN', fileRef]);
    const invented = `sha256:${'ab'.repeat(32)}`;
    expect((await failureOf(keep(invented))).reason).toBe('FILE_UNKNOWN');
    for (const person of [client, as(MINH).client]) {
      const asked = person.keepFiles({ requestId: randomUUID(), personId: MINH, fileRefs: [fileRef] });
      expect((await failureOf(asked)).reason).toBe('PERMISSION_MISSING');
    }
  }),
);

test(
  'what is uploaded again after its removal broke off is whole, and its time begins anew',
  inFiles(async (world) => {
    const { objects, upload } = world;
    const { fileRef } = await upload(PDF);
    const folder = `files/${(await firstOf(objects)).split('/')[1]}/${fileRef.slice('sha256:'.length)}`;
    await objects.put(`${folder}/going`, Buffer.alloc(0));
    await objects.remove(`${folder}/about`);
    expect(await isThere(world, fileRef)).toBe(false);
    const before = Date.now();
    await upload(PDF);
    expect(await sweep(objects, { waiting: before })).toMatchObject({ files: 0 });
    expect(await isThere(world, fileRef)).toBe(true);
  }),
);

const firstOf = async (objects: ObjectStore): Promise<string> => {
  for await (const { name } of objects.list('files/')) return name;
  throw new Error('There is no file.');
};

/** Runs something the first time that an object with this ending is read, before it is. */
const beforeRead = (objects: ObjectStore, ending: string, run: () => Promise<unknown>): ObjectStore => {
  let waiting = true;
  return {
    ...objects,
    get: async (name) => {
      if (waiting && name.endsWith(ending)) {
        waiting = false;
        await run();
      }
      return objects.get(name);
    },
  };
};

test(
  'a file is not lost when it is named while it is removed, whichever comes first',
  inFiles(async (world) => {
    const { keep, objects, upload } = world;
    const first = await upload(PDF);
    // The record names it after the removal has begun, and before it looks whether a record does.
    let kept: Promise<unknown> = Promise.resolve();
    const named = beforeRead(objects, '/named', async () => {
      kept = keep(first.fileRef).catch((error: unknown) => error);
      await kept;
    });
    await sweep(named, { waiting: LATER });
    // Refused, as it might be gone; in truth it stays, and is named when asked again.
    expect(await kept).toMatchObject({ reason: 'FILE_UNKNOWN' });
    expect(await isThere(world, first.fileRef)).toBe(true);
    // The record named it first.
    const second = await upload(ANOTHER);
    await keep(second.fileRef);
    await sweep(objects, { waiting: LATER });
    expect(await isThere(world, second.fileRef)).toBe(true);
  }),
);

test(
  'whoever has too much waiting to be submitted is told how much, and goes on once it is submitted',
  inFiles(async ({ client, keep, upload, objects }) => {
    const { fileRef } = await upload(PDF);
    const mine = (await firstOf(objects)).split('/').slice(0, 3).join('/');
    // As if it were larger: each object counts by its size.
    const big = Buffer.alloc(64 * 1024 * 1024);
    for (let part = 1; part <= 16; part += 1) await objects.put(`${mine}/${part}`, big);
    const begin = () =>
      client.beginUpload({ requestId: randomUUID(), contentType: 'application/pdf', size: 9n });
    const { reason, codeName, facts } = await failureOf(begin());
    expect([reason, codeName]).toEqual(['QUOTA_EXCEEDED', 'RESOURCE_EXHAUSTED']);
    expect(facts).toMatchObject({ of: 'waiting', usedMebibytes: '1025', maxMebibytes: '1024' });
    await keep(fileRef);
    await begin();
  }),
);

const LARGE = pdfOf({ objects: [{ dictionary: '', stream: Buffer.alloc(1_500_000) }] });

test(
  'a full store takes no more uploads, from nobody',
  inFiles(
    async ({ as, upload }) => {
      await upload(LARGE);
      const { reason, facts } = await failureOf(as(MINH).upload(PDF));
      expect([reason, facts.maxMebibytes]).toEqual(['STORE_FULL', '1']);
    },
    { room: LARGE.length + 10 },
  ),
);
