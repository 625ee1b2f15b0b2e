import { deflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { objectStream, pdfOf } from '@egov/chassis/testing';
import { inspectPdf } from './inspect-pdf.ts';

const reasonOf = (bytes: Buffer) => inspectPdf(bytes)?.reason;
const SCRIPT = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';
const page = (content: string) => ({
  dictionary: '/Filter /FlateDecode',
  stream: deflateSync(content),
});

describe('accepted', () => {
  test.each<[string, () => Buffer]>([
    ['a page with text', () => pdfOf({ objects: [page('BT /F1 12 Tf (Đơn đề nghị) Tj ET')] })],
    ['objects packed in a stream', () => pdfOf({ objects: [objectStream([[9, '<< /Title (a) >>']])] })],
    ['a place to begin at', () => pdfOf({ catalogue: '/OpenAction [3 0 R /XYZ null null 0]' })],
    ['a go-to to begin with', () => pdfOf({ catalogue: '/OpenAction << /S /GoTo /D [3 0 R /Fit] >>' })],
    ['a link to a page of the web', () => pdfOf({ objects: ['<< /S /URI /URI (https://egov.example/) >>'] })],
    ['a signature', () => pdfOf({ objects: ['<< /Type /Sig /ByteRange [0 9 9 9] /Contents <00ff> >>'] })],
    ['a text about scripts', () => pdfOf({ objects: ['<< /Title (/JavaScript and /Launch) >>'] })],
    [
      'a stream whose length comes later',
      () => {
        const bytes = pdfOf({ objects: [page('q Q')] }).toString('latin1');
        return Buffer.from(bytes.replace(/\/Length \d+/, '/Length 9 0 R'), 'latin1');
      },
    ],
    [
      'a later revision',
      () =>
        Buffer.concat([
          pdfOf(),
          Buffer.from(
            '3 0 obj\n<< /Type /Page >>\nendobj\nxref\n0 1\n0000000000 65535 f \n' +
              'trailer\n<< /Size 4 /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF\r\n',
          ),
        ]),
    ],
  ])('%s', (_, make) => {
    expect(inspectPdf(make())).toBeUndefined();
  });
});

describe('refused as active', () => {
  test.each<[string, () => Buffer]>([
    ['a script', () => pdfOf({ objects: [SCRIPT] })],
    ['a script under an escaped name', () => pdfOf({ objects: ['<< /S /J#61v#61Script /#4a#53 (x) >>'] })],
    ['a script in an object stream', () => pdfOf({ objects: [objectStream([[9, SCRIPT]])] })],
    ['a program to start', () => pdfOf({ objects: ['<< /S /Launch /F (cmd.exe) >>'] })],
    [
      'an action on opening',
      () => pdfOf({ catalogue: '/OpenAction << /S /URI /URI (https://a.example) >>' }),
    ],
    [
      'one elsewhere in the file',
      () => pdfOf({ catalogue: '/OpenAction 4 0 R', objects: ['<< /S /Named /N /Print >>'] }),
    ],
    ['a dynamic form', () => pdfOf({ catalogue: '/AcroForm << /XFA [(template) 4 0 R] >>' })],
    ['actions of a page', () => pdfOf({ catalogue: '/AA << /O 4 0 R >>' })],
    ['rich media', () => pdfOf({ objects: ['<< /Subtype /RichMedia >>'] })],
    ['a form that is sent', () => pdfOf({ objects: ['<< /S /SubmitForm /F (https://a.example) >>'] })],
    [
      'an object stream that says it is a picture',
      () => {
        const packed = objectStream([[9, SCRIPT]]);
        if (typeof packed === 'string') throw new TypeError('It has a stream.');
        return pdfOf({
          objects: [{ ...packed, dictionary: packed.dictionary.replace('/ObjStm', '/XObject') }],
        });
      },
    ],
  ])('%s', (_, make) => {
    expect(reasonOf(make())).toBe('FILE_ACTIVE');
  });
});

test.each<[string, () => Buffer, string]>([
  ['an attached file', () => pdfOf({ catalogue: '/Names << /EmbeddedFiles 4 0 R >>' }), 'FILE_ATTACHES'],
  [
    'a link into another computer',
    () => pdfOf({ objects: ['<< /S /GoToR /F (\\\\\\\\a\\\\b) >>'] }),
    'FILE_LINKS_OUT',
  ],
  ['an encrypted file', () => pdfOf({ trailer: '/Encrypt 4 0 R' }), 'FILE_LOCKED'],
  [
    'a page of a browser before the first object',
    () => Buffer.concat([Buffer.from('%PDF-1.4\n<html><HTA:APPLICATION>\n'), pdfOf()]),
    'FILE_DAMAGED',
  ],
  [
    'a page of a browser in a comment',
    () => Buffer.concat([Buffer.from('%PDF-1.4\n%<script language=x>\n'), pdfOf().subarray(9)]),
    'FILE_AMBIGUOUS',
  ],
  ['a page of a browser in a text', () => pdfOf({ objects: ['(<!DOCTYPE html>)'] }), 'FILE_AMBIGUOUS'],
  ['something before the header', () => Buffer.concat([Buffer.from('MZ\n'), pdfOf()]), 'FILE_DAMAGED'],
  ['something after the end', () => Buffer.concat([pdfOf(), Buffer.from('<html>')]), 'FILE_DAMAGED'],
  ['no cross-references', () => Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n'), 'FILE_DAMAGED'],
  ['only a header', () => Buffer.from('%PDF-1.7\n'), 'FILE_DAMAGED'],
  ['half a file', () => pdfOf().subarray(0, 100), 'FILE_DAMAGED'],
  [
    'an object hidden in a stream',
    () => pdfOf({ objects: [{ dictionary: '', stream: `7 0 obj\n${SCRIPT}\nendobj` }] }),
    'FILE_DAMAGED',
  ],
  [
    'an object hidden behind comments',
    () => pdfOf({ objects: [{ dictionary: '', stream: `7 %a\n0 %b\nobj\n${SCRIPT}` }] }),
    'FILE_DAMAGED',
  ],
  [
    'an object stream packed twice',
    () =>
      pdfOf({
        objects: [{ dictionary: '/N 1 /First 4 /Filter [/ASCIIHexDecode /FlateDecode]', stream: '00' }],
      }),
    'FILE_DAMAGED',
  ],
  [
    'an object stream that unpacks to too much',
    () =>
      pdfOf({
        objects: [
          {
            dictionary: '/N 1 /First 4 /Filter /FlateDecode',
            stream: deflateSync(Buffer.alloc(80 * 1024 * 1024)),
          },
        ],
      }),
    'FILE_DAMAGED',
  ],
  ['brackets without end', () => pdfOf({ objects: ['['.repeat(100_000)] }), 'FILE_DAMAGED'],
])('%s is refused', (_, make, reason) => {
  expect(reasonOf(make())).toBe(reason);
});
