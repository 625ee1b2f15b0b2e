import { createHash, randomUUID } from 'node:crypto';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { eventually, failureOf, pdfOf } from '@egov/chassis/testing';
import { ScanOutcome, UploadState } from '@egov/proto/egov/files/v1/file_service';
import { removeForgotten } from '../application/remove-forgotten.ts';
import { ANOTHER, inFiles, LAN, MINH, PDF } from './test-support/files-world.ts';
import { DOCX, docxOf, zipOf } from './test-support/zip.ts';

test(
  'an interrupted upload continues where it stopped, and a chunk sent twice counts once',
  inFiles(async ({ client, begin, append, finish }) => {
    const id = await begin(PDF);
    expect(await append(id, 0, PDF.subarray(0, 10))).toBe(10);
    expect(await append(id, 0, PDF.subarray(0, 10))).toBe(10);
    const gap = await failureOf(append(id, 20, PDF.subarray(20)));
    expect([gap.reason, gap.facts.offset]).toEqual(['CHUNK_OUT_OF_PLACE', '10']);
    expect((await failureOf(finish(id))).reason).toBe('UPLOAD_INCOMPLETE');
    const { offset, state } = await client.getUpload({ uploadId: id });
    expect([offset, state]).toEqual([10n, UploadState.UPLOAD_STATE_OPEN]);
    expect(await append(id, 5, PDF.subarray(5))).toBe(PDF.length);
    const kept = await finish(id);
    expect(kept).toMatchObject({
      mediaType: 'application/pdf',
      size: BigInt(PDF.length),
      scan: ScanOutcome.SCAN_OUTCOME_NOT_SCANNED,
    });
    expect(await finish(id)).toEqual(kept);
    expect((await client.readUpload({ uploadId: id, offset: 0n })).part?.chunk).toEqual(PDF);
    expect((await client.readUpload({ uploadId: id, offset: BigInt(PDF.length) })).part?.chunk).toHaveLength(
      0,
    );
  }),
);

test(
  'a file of unknown size ends where its uploader says, within the limit of every file',
  inFiles(async ({ client, append, finish, stored }) => {
    const begin = async () =>
      (await client.beginUpload({ requestId: randomUUID(), contentType: 'application/pdf' })).uploadId;
    const id = await begin();
    expect((await failureOf(finish(id))).reason).toBe('UPLOAD_INCOMPLETE');
    await append(id, 0, PDF);
    expect((await finish(id)).size).toBe(BigInt(PDF.length));

    const endless = await begin();
    const chunk = Buffer.alloc(1024 * 1024);
    for (let offset = 0; offset < 20 * chunk.length;) offset = await append(endless, offset, chunk);
    const { reason, facts } = await failureOf(append(endless, 20 * chunk.length, chunk));
    expect([reason, facts.max]).toEqual(['FILE_TOO_BIG', String(20 * chunk.length)]);
    await client.discardUpload({ requestId: randomUUID(), uploadId: endless });
    expect((await stored()).some((path) => path.includes(endless))).toBe(false);
  }),
);

test(
  'an upload given up counts no longer, and nobody gives up another’s',
  inFiles(async ({ as, begin, client }) => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => begin(PDF)));
    expect((await failureOf(begin(PDF))).reason).toBe('TOO_MANY_UPLOADS');
    const [given = '', kept = ''] = ids;
    await as(MINH).client.discardUpload({ requestId: randomUUID(), uploadId: kept });
    await client.discardUpload({ requestId: randomUUID(), uploadId: given });
    await client.discardUpload({ requestId: randomUUID(), uploadId: given });
    expect((await client.getUpload({ uploadId: kept })).offset).toBe(0n);
    expect((await failureOf(client.getUpload({ uploadId: given }))).reason).toBe('NOT_FOUND');
    await begin(PDF);
  }),
);

test(
  'the same request begins one upload, and another request may not reuse its id',
  inFiles(async ({ client: lan }) => {
    const asked = {
      requestId: randomUUID(),
      contentType: 'application/pdf',
      size: 9n,
    };
    expect(await lan.beginUpload(asked)).toEqual(await lan.beginUpload(asked));
    expect((await failureOf(lan.beginUpload({ ...asked, size: 10n }))).reason).toBe('REQUEST_ID_REUSED');
  }),
);

test(
  'to anybody else an upload does not exist, open or finished',
  inFiles(async ({ as, begin, upload }) => {
    const stranger = as(MINH);
    expect((await failureOf(stranger.client.getUpload({ uploadId: await begin(PDF) }))).reason).toBe(
      'NOT_FOUND',
    );
    const { uploadId } = await upload(PDF);
    expect((await failureOf(stranger.client.readUpload({ uploadId, offset: 0n }))).reason).toBe('NOT_FOUND');
  }),
);

test(
  'an unfinished upload cannot be read',
  inFiles(async ({ client, begin, append }) => {
    const uploadId = await begin(PDF);
    await append(uploadId, 0, PDF);
    expect((await failureOf(client.readUpload({ uploadId, offset: 0n }))).reason).toBe('NOT_FOUND');
  }),
);

test(
  'a reference alone opens nothing, a grant opens it for the person it was issued to',
  inFiles(async ({ callers, grant, upload }) => {
    const { fileRef } = await upload(PDF);
    const official = callers.as({ subject: 'counter', permissions: ['file.read'] });
    const given = await grant('counter', fileRef);
    const { part } = await official.readFile({ fileRef, grant: given, offset: 0n });
    expect(part).toMatchObject({ mediaType: 'application/pdf', size: BigInt(PDF.length), chunk: PDF });

    const another = await upload(ANOTHER);
    const refused: readonly (readonly [string, string, string])[] = [
      ['counter', fileRef, 'none'],
      ['counter', fileRef, await grant('leader', fileRef)],
      ['leader', fileRef, given],
      ['counter', another.fileRef, given],
      ['counter', fileRef, `${given.slice(0, -4)}AAAA`],
    ];
    for (const [subject, ref, token] of refused) {
      const caller = callers.as({ subject, permissions: ['file.read', 'file.upload'] });
      const { reason, codeName } = await failureOf(
        caller.readFile({ fileRef: ref, grant: token, offset: 0n }),
      );
      expect([codeName, reason]).toEqual(['PERMISSION_DENIED', 'GRANT_REFUSED']);
    }
    const nobody = callers.as({ subject: 'counter' });
    expect((await failureOf(nobody.readFile({ fileRef, grant: given, offset: 0n }))).reason).toBe(
      'PERMISSION_MISSING',
    );
  }),
);

test(
  'a grant in the name of somebody who never uploaded those bytes finds nothing',
  inFiles(async ({ callers, grant, upload }) => {
    const { fileRef } = await upload(PDF);
    const official = callers.as({ subject: 'counter', permissions: ['file.read'] });
    const forged = await grant('counter', fileRef, MINH);
    expect((await failureOf(official.readFile({ fileRef, grant: forged, offset: 0n }))).reason).toBe(
      'NOT_FOUND',
    );
  }),
);

test(
  'a file of several parts is read part by part, from anywhere',
  inFiles(async ({ client, upload }) => {
    const big = pdfOf({ objects: [{ dictionary: '', stream: Buffer.alloc(2_500_000, 'x') }] });
    const { uploadId } = await upload(big);
    const parts: Uint8Array[] = [];
    for (let offset = 0; offset < big.length;) {
      const chunk = (await client.readUpload({ uploadId, offset: BigInt(offset) })).part?.chunk;
      parts.push(chunk ?? Buffer.alloc(0));
      offset += chunk?.length ?? big.length;
    }
    expect(parts.map(({ length }) => length)).toEqual([1_048_576, 1_048_576, big.length - 2_097_152]);
    expect(Buffer.concat(parts).equals(big)).toBe(true);
    const middle = (await client.readUpload({ uploadId, offset: 1_048_000n })).part?.chunk;
    expect(middle).toEqual(big.subarray(1_048_000, 1_048_576));
  }),
);

test(
  'the same bytes of two people are two sealed copies, and forgetting one leaves the other',
  inFiles(async ({ as, callers, grant, keys, objects, stored, upload }) => {
    const mine = await upload(PDF);
    const other = as(MINH);
    const theirs = await other.upload(PDF);
    expect(theirs.fileRef).toBe(mine.fileRef);
    for (const path of await stored()) expect((await readFile(path)).includes('%PDF')).toBe(false);

    const warnings: unknown[] = [];
    const stop = removeForgotten({
      objects,
      keys,
      logger: { warn: (what: unknown) => void warnings.push(what) },
    });
    await keys.forget(LAN);
    const official = callers.as({ subject: 'counter', permissions: ['file.read'] });
    const read = async (owner: string) =>
      official.readFile({
        fileRef: mine.fileRef,
        grant: await grant('counter', mine.fileRef, owner),
        offset: 0n,
      });
    expect((await failureOf(read(LAN))).reason).toBe('NOT_FOUND');
    expect((await read(MINH)).part?.chunk).toEqual(PDF);
    await eventually(async () => !(await stored()).some((path) => path.includes(LAN)));
    expect((await stored()).some((path) => path.includes(MINH))).toBe(true);
    expect(warnings).toEqual([]);
    stop();
    expect((await failureOf(upload(PDF))).reason).toBe('ACCOUNT_CLOSED');
  }),
);

test(
  'a paper that an official hands in is sealed for the applicant, and lost with them',
  inFiles(async ({ as, callers, grant, keys, stored }) => {
    const counter = as(MINH, ['dossier.receive']);
    const { fileRef, uploadId } = await counter.upload(PDF, undefined, LAN);
    const inspector = callers.as({ permissions: ['person.read'], agencies: ['*'] });
    const held = () => inspector.listPersonFiles({ personId: LAN });
    expect(await held()).toMatchObject({ files: [{ fileRef, mediaType: 'application/pdf' }], objects: 2 });
    expect((await stored()).filter((path) => path.includes('/files/'))).toEqual([
      expect.stringContaining(`/files/${LAN}/`),
      expect.stringContaining(`/files/${LAN}/`),
    ]);
    const read = async () =>
      callers
        .as({ subject: 'leader', permissions: ['file.read'] })
        .readFile({ fileRef, grant: await grant('leader', fileRef, LAN), offset: 0n });
    expect((await read()).part?.chunk).toEqual(PDF);
    expect((await counter.client.readUpload({ uploadId, offset: 0n })).part?.chunk).toEqual(PDF);
    await keys.forget(LAN);
    expect((await failureOf(read())).reason).toBe('NOT_FOUND');
    expect(await held()).toMatchObject({ files: [], objects: 2 });
    expect((await failureOf(counter.client.readUpload({ uploadId, offset: 0n }))).reason).toBe(
      'CONTENT_DAMAGED',
    );
    expect((await failureOf(counter.upload(PDF, undefined, LAN))).reason).toBe('ACCOUNT_CLOSED');
  }),
);

test(
  'nobody but who receives hands in papers for somebody else',
  inFiles(async ({ as, stored }) => {
    const refused = await failureOf(as(MINH).upload(PDF, undefined, LAN));
    expect(refused.reason).toBe('PERMISSION_MISSING');
    expect((await stored()).some((path) => path.includes(LAN))).toBe(false);
  }),
);

test(
  'bytes that were altered, or passed off as another file, are not returned',
  inFiles(async ({ client, folder, upload }) => {
    const first = await upload(PDF);
    const second = await upload(ANOTHER);
    const part = ({ fileRef }: { fileRef: string }) =>
      join(folder, 'files', LAN, fileRef.slice('sha256:'.length), '0');
    await copyFile(part(first), part(second));
    const altered = await readFile(part(first));
    altered.writeUInt8(altered.readUInt8(40) ^ 1, 40);
    await writeFile(part(first), altered);
    for (const { uploadId } of [first, second])
      expect((await failureOf(client.readUpload({ uploadId, offset: 0n }))).reason).toBe('CONTENT_DAMAGED');
  }),
);

test(
  'an upload in too many chunks is refused',
  inFiles(async ({ begin, append }) => {
    const content = Buffer.concat([PDF, Buffer.alloc(1_000)]);
    const id = await begin(content);
    for (let offset = 0; offset < 256; offset += 1)
      await append(id, offset, content.subarray(offset, offset + 1));
    expect((await failureOf(append(id, 256, content.subarray(256)))).reason).toBe('TOO_MANY_CHUNKS');
  }),
);

test(
  'a picture is drawn anew, and its reference is that of what is kept',
  inFiles(async ({ client, upload }) => {
    const { uploadId, fileRef, size } = await upload(PICTURE, 'image/png');
    const chunk = Buffer.from((await client.readUpload({ uploadId, offset: 0n })).part?.chunk ?? []);
    expect(fileRef).toBe(`sha256:${createHash('sha256').update(chunk).digest('hex')}`);
    expect([chunk.equals(PICTURE), BigInt(chunk.length), chunk.includes('PNG')]).toEqual([false, size, true]);
  }),
);

test(
  'a document in a zip container is recognised',
  inFiles(async ({ upload }) => {
    expect((await upload(docxOf(), DOCX)).mediaType).toBe(DOCX);
  }),
);

/** The smallest picture there is. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

const bomb = () => docxOf({ name: 'word/bomb.xml', content: Buffer.alloc(5_000_000) });
const liar = () => {
  const bytes = bomb();
  // The central directory claims that the last entry unpacks to one byte.
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
  [
    'a document with macros',
    () => docxOf({ name: 'word/vbaProject.bin', content: 'x' }),
    DOCX,
    'FILE_ACTIVE',
  ],
  [
    'a document with a page of a browser between its files',
    () => docxOf({ name: 'word/media/image1.png', content: '', before: '<script>' }),
    DOCX,
    'FILE_AMBIGUOUS',
  ],
  [
    'a PDF with a script',
    () => pdfOf({ objects: ['<< /S /JavaScript /JS (a) >>'] }),
    'application/pdf',
    'FILE_ACTIVE',
  ],
  ['a PDF that is only a header', () => Buffer.from('%PDF-1.4\n<html>'), 'application/pdf', 'FILE_DAMAGED'],
  [
    'a PDF that ends as a zip',
    () => pdfOf({ objects: [{ dictionary: '', stream: zipOf([{ name: 'a', content: 'a' }]) }] }),
    'application/pdf',
    'FILE_AMBIGUOUS',
  ],
  [
    'a picture with a page of a browser after its end',
    () => Buffer.concat([PICTURE, Buffer.from('<html><script>')]),
    'image/png',
    'FILE_AMBIGUOUS',
  ],
  [
    'a header without a picture',
    () => Buffer.concat([PICTURE.subarray(0, 30), Buffer.alloc(100)]),
    'image/png',
    'FILE_DAMAGED',
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
  inFiles(async ({ client: lan, begin, append }) => {
    const big = {
      requestId: randomUUID(),
      contentType: 'application/pdf',
      size: 2n ** 30n,
    };
    expect((await failureOf(lan.beginUpload(big))).reason).toBe('FILE_TOO_BIG');
    expect((await failureOf(append(await begin(PDF), 0, Buffer.alloc(PDF.length + 1)))).reason).toBe(
      'FILE_TOO_BIG',
    );
  }),
);
