import { expect, test } from '@jest/globals';
import { FilePart } from '@egov/proto/egov/files/v1/file_service';
import { paperFile, paperFileName } from './paper-file.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

test.each([
  ['tờ khai.pdf', 'application/pdf', 'tờ khai.pdf'],
  ['To khai cu tru.hta', 'application/pdf', 'To khai cu tru.pdf'],
  ['to-khai.pdf.exe', 'application/pdf', 'to-khai.pdf.pdf'],
  ['ảnh', 'image/jpeg', 'ảnh.jpg'],
  ['.lnk', 'image/png', 'file.png'],
  ['', 'application/pdf', 'file.pdf'],
  ['biên bản v1.2 ngày 6.7', 'application/vnd.oasis.opendocument.text', 'biên bản v1.2 ngày 6.odt'],
  ['a.html', 'text/html', 'a.bin'],
  ['hồ sơ\u202Efdp.hta', 'application/pdf', 'hồ sơfdp.pdf'],
  ['..\\..\\startup\\a.hta', 'application/pdf', 'a.pdf'],
  ['a.hta. .', 'application/pdf', 'a.pdf'],
  ['a\r\nset-cookie: x.hta', 'application/pdf', 'aset-cookie x.pdf'],
  ['nul.hta', 'image/png', '_nul.png'],
])('%s, found to be %s, is handed over as %s', (name, mediaType, expected) => {
  expect(paperFileName(name, mediaType)).toBe(expected);
});

test('a file is handed over under a name that fits into 255 bytes', () => {
  const name = paperFileName(`${'ạ'.repeat(400)}.hta`, DOCX);
  expect(name).toMatch(/^ạ+\.docx$/u);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
});

test('a file is read part by part until it is whole', async () => {
  const bytes = Buffer.from('%PDF-1.7 and more than one part');
  const asked: bigint[] = [];
  const answer = await paperFile('đơn.pdf', async (offset) => {
    asked.push(offset);
    const chunk = bytes.subarray(Number(offset), Number(offset) + 10);
    return {
      part: FilePart.fromPartial({ mediaType: 'application/pdf', size: BigInt(bytes.length), chunk }),
    };
  });
  expect(answer).toEqual({
    kind: 'file',
    fileName: 'đơn.pdf',
    contentType: 'application/pdf',
    body: bytes,
  });
  expect(asked).toEqual([0n, 10n, 20n, 30n]);
});
