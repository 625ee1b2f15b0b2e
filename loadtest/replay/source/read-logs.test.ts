import { Readable } from 'node:stream';
import { expect, test } from '@jest/globals';
import type { LogItem } from './case-log.ts';
import { xesColumns } from './csv-columns.ts';
import { readCsv } from './read-csv.ts';
import { readXes } from './read-xes.ts';

const gather = async (items: AsyncIterable<LogItem>) => {
  const read: LogItem[] = [];
  for await (const item of items) read.push(item);
  return {
    cases: read.flatMap((item) => (item.kind === 'case' ? [item.case] : [])),
    malformed: read.flatMap((item) => (item.kind === 'malformed' ? [item.malformed] : [])),
  };
};
const csv = (...lines: string[]) =>
  gather(readCsv(Readable.from([Buffer.from(lines.join('\n'))]), xesColumns));
const xes = (...pieces: string[]) =>
  gather(readXes(Readable.from(pieces.map((piece) => Buffer.from(piece)))));

const header = 'case:concept:name,concept:name,time:timestamp,org:resource,case:channel';
const event = (activity: string, time = '2026-07-06T09:00:00+07:00') =>
  `<event><string key="concept:name" value="${activity}"/>` +
  `<date key="time:timestamp" value="${time}"/></event>`;

test('the rows of a case are gathered in the order of the file, wherever they stand', async () => {
  const { cases } = await csv(
    header,
    'A,receive,2026-07-06 09:00,Lan,Post',
    'B,receive,2026-07-06 09:01,,Internet',
    'A,examine,2026-07-06 08:00,Minh,Post',
  );
  expect(cases).toEqual([
    {
      caseId: 'A',
      attributes: { channel: 'Post' },
      events: [
        { activity: 'receive', resource: 'Lan', occurred: new Date('2026-07-06T09:00:00Z') },
        { activity: 'examine', resource: 'Minh', occurred: new Date('2026-07-06T08:00:00Z') },
      ],
    },
    {
      caseId: 'B',
      attributes: { channel: 'Internet' },
      events: [{ activity: 'receive', occurred: new Date('2026-07-06T09:01:00Z') }],
    },
  ]);
});

test('a broken row is reported by its line and the others are read', async () => {
  const { cases, malformed } = await csv(
    header,
    ',receive,2026-07-06 09:00,Lan,',
    'A,,2026-07-06 09:00,Lan,',
    'A,receive,soon,Lan,',
    'A,receive',
    'A,receive,2026-07-06 09:00,Lan,',
  );
  expect(cases).toHaveLength(1);
  expect(
    malformed.toSorted((a, b) => a.line - b.line).map(({ line, reason }) => [line, reason.split(':')[0]]),
  ).toEqual([
    [2, 'The row has no case'],
    [3, 'The row has no activity'],
    [4, "The time 'soon' cannot be read"],
    [5, 'The row cannot be read'],
  ]);
});

test('a header without the needed columns is refused with the options that name them', async () => {
  const { cases, malformed } = await csv('id,what,when', '1,receive,2026-07-06');
  expect(cases).toEqual([]);
  expect(malformed).toEqual([
    { line: 1, reason: expect.stringContaining('--case, --activity, --timestamp') },
  ]);
});

test('a trace is read however the text is cut into pieces', async () => {
  const text =
    '<log><trace><string key="concept:name" value="hồ sơ 1"/><string key="channel" value="Desk">' +
    `<string key="nested" value="x"/></string>${event('receive')}</trace></log>`;
  const whole = await xes(text);
  const bytes = Buffer.from(text);
  const cut = await gather(readXes(Readable.from([...bytes].map((byte) => Buffer.from([byte])))));
  expect(cut).toEqual(whole);
  expect(whole.cases).toEqual([
    {
      caseId: 'hồ sơ 1',
      attributes: { channel: 'Desk' },
      events: [{ activity: 'receive', occurred: new Date('2026-07-06T02:00:00Z') }],
    },
  ]);
});

test('a file truncated in the middle of a trace keeps the complete events', async () => {
  const { cases, malformed } = await xes(
    '<log>\n<trace><string key="concept:name" value="1"/>\n',
    event('receive'),
    '\n<event><string key="concept',
  );
  expect(cases.map(({ events }) => events.map(({ activity }) => activity))).toEqual([['receive']]);
  expect(malformed[0]).toEqual({ line: 4, reason: expect.stringContaining('The XML is broken') });
});

test('a trace without name, an event without activity or readable time are named by line', async () => {
  const { cases, malformed } = await xes(
    `<log>\n<trace>${event('receive')}</trace>\n<trace>` +
      `<string key="concept:name" value="2"/>\n${event('')}\n${event('examine', 'soon')}\n` +
      `${event('sign')}</trace></log>`,
  );
  expect(cases).toEqual([
    expect.objectContaining({ caseId: '2', events: [expect.objectContaining({ activity: 'sign' })] }),
  ]);
  expect(malformed.map(({ line }) => line)).toEqual([2, 4, 5]);
});

test('the delimiter is the one of the header, so that others may stand in a value', async () => {
  const { cases } = await csv(
    header.replaceAll(',', ';'),
    'A;receive, check;2026-07-06 09:00;Lan;Post',
    'A;sign\tit;2026-07-06 10:00;;Post',
  );
  expect(cases[0]?.events.map(({ activity, resource }) => [activity, resource])).toEqual([
    ['receive, check', 'Lan'],
    ['sign\tit', undefined],
  ]);
});

test('a byte order mark, lines of Windows and a line break inside quotes are read', async () => {
  const { cases, malformed } = await csv(
    `\uFEFF${header}\r\n"A","receive\r\nand check",2026-07-06 09:00,"Lan ""the first""",Post\r\n`,
  );
  expect(malformed).toEqual([]);
  expect(cases).toMatchObject([
    { caseId: 'A', events: [{ activity: 'receive\r\nand check', resource: 'Lan "the first"' }] },
  ]);
});

test('a log that names nobody has no resources', async () => {
  const { cases } = await csv('case:concept:name,concept:name,time:timestamp', 'A,receive,2026-07-06 09:00');
  expect(cases[0]?.events).toEqual([{ activity: 'receive', occurred: new Date('2026-07-06T09:00:00Z') }]);
});

test('elements with a prefix, and attributes of a case after its events, are read', async () => {
  const { cases } = await xes(
    '<x:log xmlns:x="http://www.xes-standard.org/"><x:trace>',
    event('receive').replaceAll('<', '<x:').replaceAll('<x:/', '</x:'),
    '<x:string key="concept:name" value="1"/><x:string key="channel" value="Desk"/></x:trace></x:log>',
  );
  expect(cases).toMatchObject([
    { caseId: '1', attributes: { channel: 'Desk' }, events: [{ activity: 'receive' }] },
  ]);
});

test('an event outside of any case is named by its line', async () => {
  const { cases, malformed } = await xes(`<log>\n${event('receive')}\n</log>`);
  expect(cases).toEqual([]);
  expect(malformed).toEqual([{ line: 2, reason: expect.stringContaining('outside of any trace') }]);
});
