import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LogItem } from './case-log.ts';
import { xesColumns } from './csv-columns.ts';
import { openLog } from './open-log.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'egov-log-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function read(bytes: Buffer) {
  const file = join(folder, 'log');
  writeFileSync(file, bytes);
  const items: LogItem[] = [];
  for await (const item of openLog(file, xesColumns)) items.push(item);
  return {
    cases: items.flatMap((item) => (item.kind === 'case' ? [item.case] : [])),
    malformed: items.flatMap((item) => (item.kind === 'malformed' ? [item.malformed] : [])),
  };
}

const header = 'case:concept:name,concept:name,time:timestamp,org:resource';
const rows = (count: number) =>
  [
    header,
    ...Array.from(
      { length: count },
      (_, index) => `case ${index},step ${index % 7},2026-07-06 09:00:00,Hà ${(index * 7919) % 9973}`,
    ),
  ].join('\n');
const trace = (name: string) =>
  `<trace><string key="concept:name" value="${name}"/><event>` +
  '<string key="concept:name" value="receive"/><date key="time:timestamp" value="2026-07-06"/>' +
  '</event></trace>';

test('the format of a log is detected by its bytes, not by its name', async () => {
  expect((await read(Buffer.from(rows(3)))).cases).toHaveLength(3);
  expect((await read(gzipSync(rows(3)))).cases).toHaveLength(3);
  expect(
    (await read(gzipSync(`\uFEFF\n<?xml version="1.0"?><log>${trace('hồ sơ')}</log>`))).cases,
  ).toMatchObject([{ caseId: 'hồ sơ' }]);
});

test('a truncated archive yields every complete row, and the end is reported', async () => {
  const whole = gzipSync(rows(20_000));
  const { cases, malformed } = await read(whole.subarray(0, whole.length / 2));
  expect(cases.length).toBeGreaterThan(8_000);
  expect(malformed.at(-1)).toEqual({
    line: expect.any(Number),
    reason: 'The file ends before its time: unexpected end of file',
  });
  expect(malformed.at(-1)?.line).toBeGreaterThanOrEqual(cases.length);
});

test('an archive that lacks only its trailer loses nothing', async () => {
  const { cases, malformed } = await read(gzipSync(rows(100)).subarray(0, -4));
  expect(cases).toHaveLength(100);
  expect(malformed).toHaveLength(1);
});

test.each([
  ['undeclared Latin-1', Buffer.from(`${header}\n1,Genehmigung geprüft,2026-07-06,Jörg\n`, 'latin1')],
  [
    'UTF-16 with a byte order mark',
    Buffer.from(`\uFEFF${header}\n1,Genehmigung geprüft,2026-07-06,Jörg\n`, 'utf16le'),
  ],
])('a log in %s is read', async (_, bytes) => {
  expect((await read(bytes)).cases).toMatchObject([
    { events: [{ activity: 'Genehmigung geprüft', resource: 'Jörg' }] },
  ]);
});

test('the encoding of an XML declaration is used', async () => {
  const text = Buffer.from(
    `<?xml version="1.0" encoding="ISO-8859-1"?><log>${trace('Zürich')}</log>`,
    'latin1',
  );
  expect((await read(text)).cases).toMatchObject([{ caseId: 'Zürich' }]);
});

test('one broken byte does not change how the rest is read', async () => {
  const text = Buffer.concat([
    Buffer.from(`${header}\n1,tiếp nhận hồ sơ,2026-07-06,Lan\n2,`),
    Buffer.from([0xff]),
    Buffer.from(',2026-07-06,Lan\n'),
  ]);
  expect((await read(text)).cases[0]).toMatchObject({ events: [{ activity: 'tiếp nhận hồ sơ' }] });
});
