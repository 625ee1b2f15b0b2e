import { deflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { objectStream, pdfOf } from '@egov/chassis/testing';
import { inspectPdf } from './inspect-pdf.ts';

const reasonOf = (bytes: Buffer) => inspectPdf(bytes)?.reason;
const SCRIPT = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';
/** An object stream with this in place of how many objects it has. */
function counted(count: string) {
  const packed = objectStream([[9, '<< /Title (a) >>']]);
  if (typeof packed === 'string') throw new TypeError('It has a stream.');
  return { ...packed, dictionary: packed.dictionary.replace(/\/N \d+/, count) };
}
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
    [
      'links to write to, to call, and beside',
      () =>
        pdfOf({
          objects: [
            '[<< /URI (mailto:a@egov.example) >> << /URI (tel:1900) >> << /URI (b.html) >> << /F 4 >>]',
          ],
        }),
    ],
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
      'an action after the place to begin at',
      () => pdfOf({ catalogue: '/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next << /S /URI /URI (b) >> >>' }),
    ],
    [
      'an action on opening beside a place to begin at',
      () =>
        pdfOf({
          catalogue: '/OpenAction << /S /URI /URI (https://a.example) >>',
          objects: ['<< /OpenAction [3 0 R /Fit] >>'],
        }),
    ],
    [
      'an action on opening whose kind stands elsewhere',
      () => pdfOf({ catalogue: '/OpenAction << /S 4 0 R /URI (https://a.example) >>', objects: ['/URI'] }),
    ],
    ['a film', () => pdfOf({ objects: ['<< /Subtype /Movie >>'] })],
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
  [
    'a file attached to a page, without the name of its type',
    () => pdfOf({ objects: ['<< /FS << /EF << /F 5 0 R >> >> >>', { dictionary: '', stream: 'MZ' }] }),
    'FILE_ATTACHES',
  ],
  ...[
    'file:////a/b',
    String.raw`\\\\a\\b`,
    String.raw`\146ile:////a`,
    'search-ms:query=a',
    'javascript:a',
  ].map((address): [string, () => Buffer, string] => [
    `a link to ${address}`,
    () => pdfOf({ objects: [`<< /S /URI /URI (${address}) >>`] }),
    'FILE_LINKS_OUT',
  ]),
  [
    'a link in hex',
    () => pdfOf({ objects: [`<< /URI <${Buffer.from('file:////a').toString('hex')}> >>`] }),
    'FILE_LINKS_OUT',
  ],
  [
    'a link that stands elsewhere',
    () => pdfOf({ objects: ['<< /URI 5 0 R >>', '(file:////a/b)'] }),
    'FILE_LINKS_OUT',
  ],
  [
    'an article in another file',
    () => pdfOf({ objects: ['<< /S /Thread /F (a.pdf) /D 0 >>'] }),
    'FILE_LINKS_OUT',
  ],
  [
    'a stream that is fetched',
    () => pdfOf({ objects: [{ dictionary: '/F << /FS /URL /F (http://a) >>', stream: '' }] }),
    'FILE_LINKS_OUT',
  ],
  [
    'a file encrypted as nobody says where',
    () => pdfOf({ objects: [{ dictionary: '/W [1 2 1] /Root 1 0 R /Encrypt 4 0 R', stream: '' }] }),
    'FILE_LOCKED',
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
    'an object hidden behind blanks',
    () => pdfOf({ objects: [{ dictionary: '', stream: `7 0${' '.repeat(200)}obj\n${SCRIPT}` }] }),
    'FILE_DAMAGED',
  ],
  [
    'an object hidden behind a long comment',
    () => pdfOf({ objects: [{ dictionary: '', stream: `7 0 %${'a'.repeat(200)}\nobj\n${SCRIPT}` }] }),
    'FILE_DAMAGED',
  ],
  ['an object stream with two counts', () => pdfOf({ objects: [counted('$& /N 0')] }), 'FILE_DAMAGED'],
  ['more objects than are counted', () => pdfOf({ objects: [counted('/N 0')] }), 'FILE_DAMAGED'],
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
