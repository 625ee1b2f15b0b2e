import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { memoryKeyStore, newGrantKey } from '@egov/chassis/runtime';
import { failureOf } from '@egov/chassis/testing';
import type { Listed, ObjectStore } from '../application/ports.ts';
import { fileUses } from '../application/file-uses.ts';
import { sweepStore } from '../application/sweep-store.ts';
import { filesBelow, LAN, PDF, raiseFiles } from '../grpc/test-support/files-world.ts';
import { folderObjects } from './folder-objects.ts';
import { s3Objects } from './s3-objects.ts';
import { startS3Server, type S3Server } from './test-support/s3-server.ts';

let s3: S3Server;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'objects-'));
  s3 = await startS3Server();
}, 600_000);
afterAll(async () => {
  await s3.stop();
  rmSync(folder, { recursive: true });
});

const all = async (list: AsyncIterable<Listed>) => {
  const found: Listed[] = [];
  for await (const each of list) found.push(each);
  return found;
};
const namesOf = async (list: AsyncIterable<Listed>) => (await all(list)).map(({ name }) => name).toSorted();

describe.each<[string, () => Readonly<{ objects: ObjectStore; kept: string }>]>([
  ['a folder', () => ({ objects: folderObjects(folder), kept: folder })],
  ['S3', () => ({ objects: s3Objects(s3.options), kept: s3.folder })],
])('%s', (_, opened) => {
  test('stores bytes unchanged and complete, under a name that is given once', async () => {
    const { objects } = opened();
    const bytes = Buffer.from(Array.from({ length: 1_048_604 }, (_each, index) => index % 251));
    expect(await objects.get('once/a')).toBeUndefined();
    expect(await objects.put('once/a', bytes)).toBe(true);
    expect(await objects.put('once/a', Buffer.from('another'))).toBe(false);
    expect((await objects.get('once/a'))?.equals(bytes)).toBe(true);
    expect(await objects.put('once/empty', Buffer.alloc(0))).toBe(true);
    expect(await objects.get('once/empty')).toHaveLength(0);
  });

  test('of many writers of one name at once one gets it, and its bytes stay', async () => {
    const { objects } = opened();
    const tries = Array.from({ length: 20 }, (_each, index) => Buffer.from(`bytes of ${index}`));
    const got = await Promise.all(tries.map((bytes) => objects.put('race/one', bytes)));
    expect(got.filter(Boolean)).toHaveLength(1);
    expect(await objects.get('race/one')).toEqual(tries[got.indexOf(true)]);
  });

  test('lists what is below a name, with size and time, and nothing else', async () => {
    const { objects } = opened();
    const before = Date.now();
    await objects.put('list/a/1', Buffer.from('123'));
    await objects.put('list/a/2', Buffer.from('12345'));
    await objects.put('list/ab/1', Buffer.from('1'));
    const found = await all(objects.list('list/a/'));
    expect(Object.fromEntries(found.map(({ name, size }) => [name, size]))).toEqual({
      'list/a/1': 3,
      'list/a/2': 5,
    });
    // S3 reports whole seconds.
    for (const { changedAt } of found) expect(Math.abs(changedAt - before)).toBeLessThan(60_000);
    expect(await namesOf(objects.list('list/'))).toEqual(['list/a/1', 'list/a/2', 'list/ab/1']);
    expect(await all(objects.list('nothing/'))).toEqual([]);
  });

  test('removes an object, also twice; the name is free again', async () => {
    const { objects } = opened();
    await objects.put('gone/a', Buffer.from('1'));
    await objects.remove('gone/a');
    await objects.remove('gone/a');
    expect(await objects.get('gone/a')).toBeUndefined();
    expect(await objects.put('gone/a', Buffer.from('2'))).toBe(true);
  });

  test.each(['../a', '/a', 'a//b', 'A', 'a/.b', 'a?b', 'a%2e', ''])('refuses %j as a name', async (name) => {
    const { objects } = opened();
    await expect(async () => objects.put(name, Buffer.from('1'))).rejects.toThrow(TypeError);
    await expect(async () => objects.get(name)).rejects.toThrow(TypeError);
  });

  test('stores an upload from its first chunk to a file read on a grant, sealed throughout', async () => {
    const { objects, kept } = opened();
    const ground = { objects, keys: memoryKeyStore(), granting: await newGrantKey() };
    const raised = await raiseFiles(ground);
    try {
      const id = await raised.begin(PDF);
      expect(await raised.append(id, 0, PDF.subarray(0, 10))).toBe(10);
      const gap = await failureOf(raised.append(id, 20, PDF.subarray(20)));
      expect([gap.reason, gap.facts.offset]).toEqual(['CHUNK_OUT_OF_PLACE', '10']);
      expect(await raised.append(id, 5, PDF.subarray(5))).toBe(PDF.length);
      const { fileRef } = await raised.finish(id);
      const grant = await raised.grant('counter', fileRef);
      const official = raised.callers.as({ subject: 'counter', permissions: ['file.read'] });
      expect((await official.readFile({ fileRef, grant, offset: 0n })).part?.chunk).toEqual(PDF);
      expect((await filesBelow(kept)).filter((path) => path.includes(LAN)).length).toBeGreaterThan(3);
      const keeper = raised.callers.as({ subject: 'procedures', service: true, permissions: ['file.keep'] });
      await keeper.keepFiles({ requestId: randomUUID(), personId: LAN, fileRefs: [fileRef] });
      const never = { unfinished: 0, waiting: 0 };
      const { bytes } = await sweepStore(objects, fileUses(objects), never);
      expect(bytes).toBeGreaterThan(PDF.length);
      const ever = { unfinished: Date.parse('9999-01-01'), waiting: Date.parse('9999-01-01') };
      expect(await sweepStore(objects, fileUses(objects), ever)).toMatchObject({ uploads: 1, files: 0 });
      expect(await namesOf(objects.list('uploads/'))).toEqual([]);
      expect((await official.readFile({ fileRef, grant, offset: 0n })).part?.chunk).toEqual(PDF);
    } finally {
      await raised.close();
    }
  });
});

test('S3 lists more than one page of names', async () => {
  const objects = s3Objects(s3.options);
  const names = Array.from({ length: 1_050 }, (_each, index) => `pages/${index}`);
  for (let from = 0; from < names.length; from += 50)
    await Promise.all(names.slice(from, from + 50).map((name) => objects.put(name, Buffer.from('1'))));
  expect(await namesOf(objects.list('pages/'))).toEqual(names.toSorted());
});

test('S3 without the account, the bucket or a response is unavailable, and says why', async () => {
  const why = async (changes: object) => {
    const objects = s3Objects({ ...s3.options, ...changes });
    return objects.put('a', Buffer.from('1')).then(
      () => undefined,
      (error: { reason: string; facts: object }) => [error.reason, error.facts],
    );
  };
  expect(await why({ secretAccessKey: 'wrong' })).toEqual([
    'STORE_UNAVAILABLE',
    { status: 403, code: 'SignatureDoesNotMatch' },
  ]);
  expect(await why({ bucket: 'nobodys' })).toEqual([
    'STORE_UNAVAILABLE',
    { status: 404, code: 'NoSuchBucket' },
  ]);
  expect(await why({ endpoint: 'http://127.0.0.1:1' })).toEqual(['STORE_UNAVAILABLE', {}]);
});
