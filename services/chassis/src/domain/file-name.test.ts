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
  ['a\u2028b\u2029c.pdf', 'abc.pdf'],
  ['tờ\u00A0khai\u3000.pdf', 'tờ khai .pdf'],
  ['tờ khai.hta. . ', 'tờ khai.hta'],
  ['CON', '_CON'],
  ['nul.pdf', '_nul.pdf'],
  ['Com1 .pdf', '_Com1 .pdf'],
  ['LPT².pdf', '_LPT².pdf'],
  ['công văn.pdf', 'công văn.pdf'],
  ['a\uD800.pdf', 'a\uFFFD.pdf'],
])('the name %j is stored as %j', (given, kept) => {
  expect(safeFileName(given)).toBe(kept);
});

test.each([
  ['a', 235],
  ['ạ', 78],
  ['𠀀', 58],
])('a long name of %s keeps its extension and fits into 255 bytes', (letter, kept) => {
  expect(safeFileName(`${letter.repeat(400)}.docx`)).toBe(`${letter.repeat(kept)}.docx`);
});
