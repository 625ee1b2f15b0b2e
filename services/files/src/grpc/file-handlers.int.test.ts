import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { failureOf } from '@egov/chassis/testing';
import { ScanOutcome, UploadState } from '@egov/proto/egov/files/v1/file_service';
import { inFiles, PDF } from './test-support/files-world.ts';
import { DOCX, docxOf, zipOf } from './test-support/zip.ts';

test(
  'an upload that broke goes on where it stopped, and a chunk sent twice counts once',
  inFiles(async ({ lan, begin, append, finish }) => {
    const id = await begin(PDF);
    expect(await append(id, 0, PDF.subarray(0, 10))).toBe(10);
    expect(await append(id, 0, PDF.subarray(0, 10))).toBe(10);
    const gap = await failureOf(append(id, 20, PDF.subarray(20)));
    expect([gap.reason, gap.facts.offset]).toEqual(['CHUNK_OUT_OF_PLACE', '10']);
    expect((await failureOf(finish(id))).reason).toBe('UPLOAD_INCOMPLETE');
    const { offset, state } = await lan.getUpload({ uploadId: id });
    expect([offset, state]).toEqual([10n, UploadState.UPLOAD_STATE_OPEN]);
    expect(await append(id, 5, PDF.subarray(5))).toBe(PDF.length);
    const kept = await finish(id);
    expect(kept).toMatchObject({
      mediaType: 'application/pdf',
      size: BigInt(PDF.length),
      scan: ScanOutcome.SCAN_OUTCOME_NOT_SCANNED,
    });
    expect(await finish(id)).toEqual(kept);
    expect((await lan.readFile({ fileRef: kept.fileRef, offset: 0n })).chunk).toEqual(PDF);
  }),
);

test(
  'the same request begins one upload, and another request may not take its id',
  inFiles(async ({ lan }) => {
    const asked = {
      requestId: randomUUID(),
      fileName: 'a.pdf',
      contentType: 'application/pdf',
      size: 9n,
      sha256: '',
    };
    expect(await lan.beginUpload(asked)).toEqual(await lan.beginUpload(asked));
    expect((await failureOf(lan.beginUpload({ ...asked, size: 10n }))).reason).toBe('REQUEST_REUSED');
  }),
);

test(
  'to anybody else an upload and its file do not exist, but an official reads the file',
  inFiles(async ({ callers, begin, upload }) => {
    const stranger = callers.as({ subject: 'minh', permissions: ['file.upload'] });
    expect((await failureOf(stranger.getUpload({ uploadId: await begin(PDF) }))).reason).toBe('NOT_FOUND');
    const { fileRef } = await upload(PDF, 'application/pdf', '..\\..\\đơn/giấy khai sinh.pdf');
    expect((await failureOf(stranger.readFile({ fileRef, offset: 0n }))).reason).toBe('NOT_FOUND');
    const official = callers.as({ subject: 'counter', permissions: ['file.read'] });
    expect((await official.readFile({ fileRef, offset: 0n })).fileName).toBe('giấy khai sinh.pdf');
    expect((await failureOf(callers.as({}).readFile({ fileRef, offset: 0n }))).reason).toBe(
      'PERMISSION_MISSING',
    );
  }),
);

test(
  'a document in a zip container is taken for what it is',
  inFiles(async ({ upload }) => {
    expect((await upload(docxOf(), DOCX)).mediaType).toBe(DOCX);
  }),
);

const bomb = () => docxOf({ name: 'word/bomb.xml', content: Buffer.alloc(5_000_000) });
const liar = () => {
  const bytes = bomb();
  // The central directory says of the last entry that it unpacks to one byte.
  bytes.writeUInt32LE(1, bytes.lastIndexOf('PK\u0001\u0002') + 24);
  return bytes;
};

test.each([
  [
    'a program that claims to be a PDF',
    () => Buffer.from('MZ\u0090\u0000 this is a program'),
    'application/pdf',
    'FILE_TYPE_REFUSED',
  ],
  ['a PDF that claims to be a picture', () => PDF, 'image/png', 'FILE_TYPE_DIFFERS'],
  ['any other archive', () => zipOf([{ name: 'a.txt', content: 'a' }]), DOCX, 'FILE_TYPE_REFUSED'],
  ['a zip bomb', bomb, DOCX, 'ARCHIVE_REFUSED size'],
  ['a zip bomb that lies about its size', liar, DOCX, 'ARCHIVE_REFUSED damaged'],
  [
    'an entry outside the archive',
    () => docxOf({ name: '../../etc/passwd', content: 'x' }),
    DOCX,
    'ARCHIVE_REFUSED path',
  ],
  ['half an archive', () => docxOf().subarray(0, 200), DOCX, 'ARCHIVE_REFUSED damaged'],
])('%s is refused, and nothing of it stays', (_, make, type, expected) =>
  inFiles(async ({ upload, stored }) => {
    const { reason, facts } = await failureOf(upload(make(), type));
    expect([reason, facts.rule].filter(Boolean).join(' ')).toBe(expected);
    expect(await stored()).toEqual([]);
  })(),
);

test(
  'a file bigger than allowed, or than announced, is refused',
  inFiles(async ({ lan, begin, append }) => {
    const big = {
      requestId: randomUUID(),
      fileName: 'a.pdf',
      contentType: 'application/pdf',
      size: 2n ** 30n,
      sha256: '',
    };
    expect((await failureOf(lan.beginUpload(big))).reason).toBe('FILE_TOO_BIG');
    expect((await failureOf(append(await begin(PDF), 0, Buffer.alloc(PDF.length + 1)))).reason).toBe(
      'FILE_TOO_BIG',
    );
  }),
);

test(
  'uploads left unfinished are swept',
  inFiles(async ({ begin, store, stored }) => {
    await begin(PDF);
    expect(await store.sweep('2000-01-01')).toBe(0);
    expect(await store.sweep('9999-01-01')).toBe(1);
    expect(await stored()).toEqual([]);
  }),
);
