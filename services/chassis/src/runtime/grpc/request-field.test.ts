import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { z } from 'zod';
import * as field from './request-field.ts';
import { RequestInvalid } from './request-invalid.ts';
import { rpc } from './rpc.ts';

const Channel = { CHANNEL_UNSPECIFIED: 0, CHANNEL_COUNTER: 1, CHANNEL_POST: 2, UNRECOGNIZED: -1 } as const;

const accepts = (type: z.ZodType, value: unknown): unknown => type.parse(value);
const refuses = (type: z.ZodType, value: unknown): boolean => !type.safeParse(value).success;

describe('a field', () => {
  test.each<[string, z.ZodType, unknown, unknown]>([
    ['UUID', field.uuid(), '6F1F8C2E-3D5E-4F0E-9F0E-1A2B3C4D5E6F', '6f1f8c2e-3d5e-4f0e-9f0e-1a2b3c4d5e6f'],
    ['absent UUID', field.uuid().optional(), undefined, undefined],
    ['text', field.text(), '  Nguyễn Văn An\n', 'Nguyễn Văn An'],
    ['absent text', field.text().optional(), undefined, undefined],
    ['instant', field.instant(), new Date(0), '1970-01-01T00:00:00.000Z'],
    ['absent instant', field.instant().optional(), undefined, undefined],
    ['day', field.localDate(), '2024-02-29', '2024-02-29'],
    ['absent day', field.localDate().optional(), undefined, undefined],
    ['time', field.localTime(), '07:30', '07:30'],
    ['value of an enum', field.enumeration(Channel), 2, 2],
    ['absent value of an enum', field.enumeration(Channel).optional(), undefined, undefined],
    ['absent text of an event', field.orNull(field.text()), undefined, null],
    ['amount', field.amount(), 2n ** 63n - 1n, 2n ** 63n - 1n],
    ['amount for an event', field.int64AsNumber(), 15_000n, 15_000],
    ['absent size of a page', field.pageSize({ default: 50 }), undefined, 50],
    ['first page', field.pageToken().optional(), undefined, undefined],
    ['no position to wait for', field.position().optional(), undefined, undefined],
    ['position at which the log begins', field.position().optional(), 0n, 0n],
    ['map', field.textMap(), { 'Kênh tiếp nhận': 'Internet' }, { 'Kênh tiếp nhận': 'Internet' }],
  ])('%s is taken', (_, type, value, taken) => expect(accepts(type, value)).toEqual(taken));

  test.each<[string, z.ZodType, readonly unknown[]]>([
    [
      'UUID',
      field.uuid(),
      ['', 'x', '6f1f8c2e3d5e4f0e9f0e1a2b3c4d5e6f', '6f1f8c2e-3d5e-4f0e-9f0e-1a2b3c4d5e6f\n'],
    ],
    ['text', field.text({ max: 5 }), ['', ' \t ', '123456', 'a\0b', '\u001b[2J', '\ud800', 'a'.repeat(1e6)]],
    ['absent text', field.text().optional(), ['', 'a\0', '\udc00']],
    [
      'instant',
      field.instant(),
      [undefined, new Date(Number.NaN), new Date(8.64e15), new Date(-8.64e15), '2026-07-06', 0],
    ],
    [
      'day',
      field.localDate(),
      ['', '2023-02-29', '2026-7-6', '0000-01-01', '2026-07-06T00:00', '9999-99-99'],
    ],
    ['time', field.localTime(), ['24:00', '7:30', '07:60', '']],
    ['value of an enum', field.enumeration(Channel), [0, -1, 3, -2_147_483_648, Number.NaN, '1']],
    ['absent value of an enum', field.enumeration(Channel).optional(), [0, -1, 3, 2_147_483_647]],
    ['amount', field.amount({ max: 10n }), [-1n, 11n, -(2n ** 63n), 1]],
    ['amount for an event', field.int64AsNumber(), [2n ** 53n]],
    ['size of a page', field.pageSize({ max: 200 }), [0, -1, 201, 1.5, Number.NaN]],
    ['token of a page', field.pageToken().optional(), ['', 'a b', 'x'.repeat(3_000), "'; drop"]],
    ['list', field.list(field.uuid(), { max: 1, min: 1 }), [[], ['x'], undefined]],
    [
      'map',
      field.textMap({ maxEntries: 1, maxKey: 2, maxValue: 2 }),
      [{ a: 'b', c: 'd' }, { abc: 'd' }, { a: 'abc' }, { a: '\0' }, { 'a\0': 'b' }],
    ],
    ['number', field.double(), [Number.NaN, Infinity, -Infinity]],
    ['bytes', field.bytes({ max: 1 }), [new Uint8Array(2), 'aa']],
    ['message', field.message({}), [undefined, null, 'x']],
  ])('%s is refused', (_, type, values) =>
    expect(values.filter((value) => !refuses(type, value))).toEqual([]),
  );
});

const everything = rpc({
  schema: field.message({
    dossierId: field.uuid(),
    note: field.text().optional(),
    at: field.instant().optional(),
    day: field.localDate(),
    channel: field.enumeration(Channel),
    channels: field.list(field.enumeration(Channel)),
    fee: field.int64AsNumber(),
    pageSize: field.pageSize(),
    pageToken: field.pageToken().optional(),
    seen: field.revision().optional(),
    applicant: field.message({ personId: field.uuid(), fullName: field.text() }),
    papers: field.list(field.message({ paperId: field.uuid() })),
    attributes: field.textMap(),
  }),
  handle: () => ({}),
});

test('whatever its values, a request is accepted, or refused with its fields; nothing else is thrown', () => {
  const anything = fc.oneof(
    fc.anything({
      withBigInt: true,
      withDate: true,
      withNullPrototype: true,
      withTypedArray: true,
      withSparseArray: true,
    }),
    fc.string({ unit: 'binary' }),
    fc.date({ noInvalidDate: false }),
  );
  const keys = [...(everything.checkedFields ?? []), '__proto__', 'constructor'];
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...keys), anything), (request) => {
      try {
        everything.prepare(request as never);
      } catch (error) {
        if (!(error instanceof RequestInvalid)) throw error;
        expect(error.violations.length).toBeGreaterThan(0);
        for (const { field: path } of error.violations) expect(path).toMatch(/^[a-z_.[\]0-9]+$/);
      }
    }),
    { numRuns: 500 },
  );
});

test('a field inside a list inside a message is named by its path in the contract', () => {
  const paths = (): readonly string[] => {
    try {
      everything.prepare({ papers: [{ paperId: 'x' }], applicant: { personId: '', fullName: '' } } as never);
      return [];
    } catch (error) {
      return error instanceof RequestInvalid ? error.violations.map(({ field: path }) => path) : [];
    }
  };
  expect(paths()).toEqual(
    expect.arrayContaining([
      'papers[0].paper_id',
      'applicant.person_id',
      'applicant.full_name',
      'dossier_id',
      'day',
    ]),
  );
});
