import { describe, expect, test } from '@jest/globals';
import { DomainError } from '@egov/chassis/domain';
import { officeDocument } from './office-document.ts';

/** The reason for which one file of a document is refused. */
function reasonOf(path: string, content: Buffer | string = '<a/>'): string | undefined {
  try {
    const reader = officeDocument(path);
    // In two pieces, as an archive unpacks it.
    const bytes = Buffer.from(content);
    reader?.write(bytes.subarray(0, 7));
    reader?.write(bytes.subarray(7));
    reader?.end();
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.reason;
    throw error;
  }
}

const relationship = (type: string, more: string) =>
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
  '<Relationship Id="r1" ' +
  `Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" ` +
  `${more}/></Relationships>`;
const body = (content: string) => `<w:document xmlns:w="w"><w:body>${content}</w:body></w:document>`;
const odf = (content: string) =>
  '<office:document-content xmlns:office="o" xmlns:text="t" xmlns:draw="d" xmlns:xlink="x">' +
  `${content}</office:document-content>`;

describe('what offices write is accepted', () => {
  test.each([
    'word/media/image1.png',
    'word/fonts/font1.odttf',
    'word/theme/theme1.xml',
    'xl/printerSettings/printerSettings1.bin',
    '_xmlsignatures/origin.sigs',
    'mimetype',
    'layout-cache',
    'Configurations2/images/Bitmaps/',
    'ObjectReplacements/Object 1',
    'Thumbnails/thumbnail.png',
  ])('%s', (path) => {
    expect(reasonOf(path)).toBeUndefined();
  });

  test.each([
    ['an empty file', 'Configurations2/accelerator/current.xml', ''],
    [
      'a link',
      'word/_rels/document.xml.rels',
      relationship('hyperlink', 'Target="https://a.example" TargetMode="External"'),
    ],
    ['a part of its own', 'word/_rels/document.xml.rels', relationship('image', 'Target="media/image1.png"')],
    [
      'a link whose address has a word',
      'word/document.xml',
      body('<w:p><w:fldChar/><w:instrText>HYPERLINK "https://a.example/link"</w:instrText></w:p>'),
    ],
    [
      'a link to a file of the own computer',
      'word/_rels/document.xml.rels',
      relationship('hyperlink', 'Target="file:///C:\\a.docx" TargetMode="External"'),
    ],
    ['a drawing', 'word/media/image1.svg', '<svg><style>.a{fill:url(#b)}</style><use href="#b"/></svg>'],
    ['a fraction with bars', 'word/document.xml', body('<m:f><m:t>|x|</m:t></m:f>')],
    [
      'formulas',
      'xl/worksheets/sheet1.xml',
      `<sheetData><f>SUM(A1:A2)&amp;"a|b"</f><f>'a|b'!A1</f></sheetData>`,
    ],
    ['no scripts', 'content.xml', odf('<office:scripts/><text:a xlink:href="https://a.example">a</text:a>')],
    [
      'a picture and a chart',
      'content.xml',
      odf(
        '<draw:image xlink:href="Pictures/1.png"/><draw:object xlink:href="./Object 1"/>' +
          '<c:chart xlink:href=".."/>',
      ),
    ],
    ['a template', 'meta.xml', odf('<meta:template xlink:href="../../mau/to-khai.ott"/>')],
    [
      'UTF-16',
      'word/document.xml',
      Buffer.from('\ufeff<?xml version="1.0" encoding="UTF-16"?><a>ệ</a>', 'utf16le'),
    ],
  ])('%s', (_, path, content) => {
    expect(reasonOf(path, content)).toBeUndefined();
  });
});

test.each([
  ['macros', 'word/vbaProject.bin', '', 'FILE_ACTIVE'],
  ['macros of OpenDocument', 'Basic/Standard/Module1.xml', '<a/>', 'FILE_ACTIVE'],
  ['scripts of OpenDocument', 'Scripts/python/a.py', '', 'FILE_ACTIVE'],
  ['a control', 'word/activeX/activeX1.bin', '', 'FILE_ACTIVE'],
  ['a program', 'word/media/setup.exe', '', 'FILE_ACTIVE'],
  ['a page', 'word/a.html', '', 'FILE_ACTIVE'],
  ['an object of a program', 'word/embeddings/oleObject1.bin', '', 'FILE_ATTACHES'],
  ['another document', 'word/embeddings/Microsoft_Excel_Worksheet.xlsx', '', 'FILE_ATTACHES'],
  ['an object of OpenDocument', 'Object 1', '', 'FILE_ATTACHES'],
  [
    'the type of macros',
    '[Content_Types].xml',
    '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
    'FILE_ACTIVE',
  ],
  [
    'a relationship to macros',
    'word/_rels/document.xml.rels',
    relationship('vbaProject', 'Target="a.xml"'),
    'FILE_ACTIVE',
  ],
  [
    'a template from elsewhere',
    'word/_rels/settings.xml.rels',
    relationship('attachedTemplate', 'Target="https://a.example/a.dotm" TargetMode="External"'),
    'FILE_LINKS_OUT',
  ],
  [
    'a picture from elsewhere',
    'word/_rels/document.xml.rels',
    relationship('image', 'Target="https://a.example/a.png" TargetMode="external"'),
    'FILE_LINKS_OUT',
  ],
  [
    'a field that starts a program, in two runs',
    'word/document.xml',
    body('<w:p><w:instrText>DDE</w:instrText><w:instrText>AUTO c:\\cmd.exe</w:instrText></w:p>'),
    'FILE_ACTIVE',
  ],
  [
    'such a field in an attribute',
    'word/document.xml',
    body('<w:fldSimple w:instr=" dde excel a b"/>'),
    'FILE_ACTIVE',
  ],
  [
    'a field that fetches',
    'word/document.xml',
    body('<w:p><w:fldChar/><w:instrText> INCLUDEPICTURE "https://a.example/a.png"</w:instrText></w:p>'),
    'FILE_ACTIVE',
  ],
  [
    'a formula that starts a program',
    'xl/worksheets/sheet1.xml',
    `<sheetData><f>cmd|'/c calc'!A0</f></sheetData>`,
    'FILE_ACTIVE',
  ],
  [
    'a formula that fetches',
    'xl/worksheets/sheet1.xml',
    '<sheetData><f>WEBSERVICE("https://a.example")</f></sheetData>',
    'FILE_ACTIVE',
  ],
  ['a script', 'content.xml', odf('<script:event-listener xlink:href="a"/>'), 'FILE_ACTIVE'],
  [
    'an address that is a script',
    'content.xml',
    odf('<text:a xlink:href="vnd.sun.star.script:a.py"/>'),
    'FILE_ACTIVE',
  ],
  [
    'a picture from elsewhere in OpenDocument',
    'content.xml',
    odf('<draw:image xlink:href="https://a.example/a.png"/>'),
    'FILE_LINKS_OUT',
  ],
  [
    'a template from elsewhere in OpenDocument',
    'meta.xml',
    odf('<meta:template xlink:href="https://a.example/a.ott"/>'),
    'FILE_LINKS_OUT',
  ],
  [
    'a picture from elsewhere under another prefix',
    'content.xml',
    '<o xmlns:x="http://www.w3.org/1999/xlink"><draw:image x:href="https://a.example/a.png"/></o>',
    'FILE_LINKS_OUT',
  ],
  [
    'a picture of a shape',
    'word/document.xml',
    body('<v:imagedata src="https://a.example"/>'),
    'FILE_LINKS_OUT',
  ],
  ...['file:////a/b.exe', String.raw`\\a\b`, 'file://a/b', 'ms-msdt:/id'].flatMap(
    (address): [string, string, string, string][] => [
      [
        `a link to ${address}`,
        'word/_rels/document.xml.rels',
        relationship('hyperlink', `Target="${address}" TargetMode="External"`),
        'FILE_LINKS_OUT',
      ],
      [
        `a field that links to ${address}`,
        'word/document.xml',
        body(`<w:p><w:fldChar/><w:instrText>HYPERLINK "${address}"</w:instrText></w:p>`),
        'FILE_LINKS_OUT',
      ],
      [
        `a link of OpenDocument to ${address}`,
        'content.xml',
        odf(`<text:a xlink:href="${address}"/>`),
        'FILE_LINKS_OUT',
      ],
    ],
  ),
  [
    'a template from elsewhere that says it is inside',
    'word/_rels/settings.xml.rels',
    relationship('attachedTemplate', 'Target="https://a.example/a.dotm"'),
    'FILE_LINKS_OUT',
  ],
  [
    'a table from elsewhere',
    'xl/connections.xml',
    '<connections><connection refreshOnLoad="1"><webPr url="https://a.example"/></connection></connections>',
    'FILE_LINKS_OUT',
  ],
  ['a query', 'customXml/item1.xml', '<DataMashup>AAAA</DataMashup>', 'FILE_LINKS_OUT'],
  ['macros of a sheet', 'xl/macrosheets/sheet1.xml', '<xm:macrosheet/>', 'FILE_ACTIVE'],
  [
    'a formula that shows a picture',
    'xl/worksheets/sheet1.xml',
    '<sheetData><f>_xlfn.IMAGE("https://a.example")</f></sheetData>',
    'FILE_ACTIVE',
  ],
  [
    'a formula of OpenDocument that fetches',
    'content.xml',
    odf('<t:c t:formula="of:=COM.MICROSOFT.WEBSERVICE(&quot;https://a.example&quot;)"/>'),
    'FILE_ACTIVE',
  ],
  [
    'a field whose code is in quotes',
    'word/document.xml',
    body('<w:p><w:fldChar/><w:instrText>"INCLUDEPICTURE" "https://a.example"</w:instrText></w:p>'),
    'FILE_ACTIVE',
  ],
  ['a handler of a drawing', 'word/media/image1.svg', '<svg onload="a"/>', 'FILE_ACTIVE'],
  [
    'a drawing styled from elsewhere',
    'word/media/image1.svg',
    '<svg><style>@import "https://a.example/a.css"</style></svg>',
    'FILE_LINKS_OUT',
  ],
  ['a script in a drawing', 'word/media/image1.svg', '<svg><script>a</script></svg>', 'FILE_ACTIVE'],
  [
    'encrypted files',
    'META-INF/manifest.xml',
    '<m:manifest><m:encryption-data/></m:manifest>',
    'FILE_LOCKED',
  ],
  ['half a file', 'word/document.xml', '<w:document>', 'FILE_DAMAGED'],
  ['entities', 'word/document.xml', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'FILE_DAMAGED'],
  [
    'an encoding that hides',
    'word/document.xml',
    '<?xml version="1.0" encoding="utf-7"?><a/>',
    'FILE_DAMAGED',
  ],
  [
    'bytes of another encoding',
    'word/document.xml',
    Buffer.from([60, 97, 62, 0xff, 0xfe, 0xfd, 60, 47, 97, 62]),
    'FILE_DAMAGED',
  ],
])('%s is refused', (_, path, content, reason) => {
  expect(reasonOf(path, content)).toBe(reason);
});
