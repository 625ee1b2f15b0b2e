import { deflateSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { objectStream, pdfOf } from '@egov/chassis/testing';
import { pdfInspector } from './pdf-inspector.ts';

const MEBIBYTE = 1024 * 1024;

test('a PDF is read on a thread, several in turn', async () => {
  const { inspect } = pdfInspector();
  const script = pdfOf({ objects: [objectStream([[9, '<< /S /JavaScript >>']])] });
  const found = await Promise.all([pdfOf(), script, pdfOf(), script].map((bytes) => inspect(bytes)));
  expect(found.map((finding) => finding?.reason)).toEqual([
    undefined,
    'FILE_ACTIVE',
    undefined,
    'FILE_ACTIVE',
  ]);
});

test('a PDF that is made to take long is refused, and ends with its thread', async () => {
  // Ten thousand objects that are all the same text of a mebibyte.
  const header = '1 0 '.repeat(10_000);
  const stream = deflateSync(`${header}(${'a'.repeat(MEBIBYTE)})`);
  const dictionary = `/N 10000 /First ${header.length} /Filter /FlateDecode`;
  const { inspect } = pdfInspector(200);
  expect(await inspect(pdfOf({ objects: [{ dictionary, stream }] }))).toMatchObject({
    reason: 'FILE_DAMAGED',
    found: 'it takes too much to read',
  });
});

test('a PDF that is made to grow in memory is refused, and others are read as before', async () => {
  const { inspect } = pdfInspector();
  expect(await inspect(pdfOf({ objects: [`[${'[]'.repeat(9 * MEBIBYTE)}]`] }))).toMatchObject({
    reason: 'FILE_DAMAGED',
  });
  expect(await inspect(pdfOf())).toBeUndefined();
});
