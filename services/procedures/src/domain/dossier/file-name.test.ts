import { expect, test } from '@jest/globals';
import { safeFileName } from './file-name.ts';

test.each([
  ['C:\\Users\\Lan\\giấy khai sinh.pdf', 'giấy khai sinh.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['..', 'file'],
  ['', 'file'],
  ['.hidden.pdf', 'hidden.pdf'],
  ['a\r\nSet-Cookie: x\u0000.pdf', 'aSet-Cookie x.pdf'],
  ['ảnh\u202Egpj.exe', 'ảnhgpj.exe'],
])('the name %j is stored as %j', (given, kept) => {
  expect(safeFileName(given)).toBe(kept);
});

test('a long name keeps its extension', () => {
  expect(safeFileName(`${'a'.repeat(400)}.docx`)).toMatch(/^a{145}\.docx$/);
});
