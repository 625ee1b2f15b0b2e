import { createHash } from 'node:crypto';
import type { DescField, DescMessage } from '@bufbuild/protobuf';
import { BinaryWriter } from '@bufbuild/protobuf/wire';

/** Repeatable randomness: returns a number from 0 up to `below`. */
export type Dice = (below: number) => number;

/** Makes dice from a seed (mulberry32). */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const MAX_DEPTH = 4;

const TEXTS = [
  '',
  ' ',
  'x',
  'Nguyễn Thị Hồng',
  'H00.01',
  '2026-07-06',
  '2023-02-29',
  '07:30',
  '99:99',
  '00000000-0000-0000-0000-000000000000',
  'NaN',
  '-1',
  '1e309',
  '*',
  '%',
  "'; DROP TABLE dossiers; --",
  '" OR NEAR(',
  'a\0b',
  '\u202etxet',
  '\uFEFF',
  '👩‍👩‍👧‍👦',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  '{"a":1}',
  '\n',
  '\u001b[31m',
] as const;
const LONG = [5_000, 200_000] as const;
const INT32 = [0, 1, -1, 2, 3, 7, 100, 99_999, 2_147_483_647, -2_147_483_648] as const;
const INT64 = [0n, 1n, -1n, 2n ** 31n, 2n ** 53n, 2n ** 63n - 1n, -(2n ** 63n)] as const;
const SECONDS = [
  0n,
  -1n,
  1_782_000_000n,
  -62_135_596_801n,
  253_402_300_800n,
  8_640_000_000_001n,
  2n ** 63n - 1n,
  -(2n ** 63n),
] as const;
const PLAUSIBLE_SECONDS = 1_782_000_000n;
const NOT_UTF8 = [[0xc3, 0x28], [0xff], [0xed, 0xa0, 0x80], [0xf8, 0xa1, 0xa1, 0xa1, 0xa1]] as const;

const NAMED = 5;

function uuidOf(number: number): string {
  const hex = createHash('sha256').update(`fuzz ${number}`).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

type Source = Readonly<{
  roll: Dice;
  /** Returns whether the next value should be one that an honest caller would send. */
  plausible: () => boolean;
}>;

/** Ids used in generated messages, so that they hit records that a test created. */
export const namedIds: readonly string[] = Array.from({ length: NAMED }, (_, number) => uuidOf(number));

/**
 * Generates an arbitrary message of a type. Half of them are wild; the others are mostly what an honest
 * caller would send, since wild ones rarely get past the first check.
 */
export function arbitraryMessage(type: DescMessage, roll: Dice): Buffer {
  const honest = roll(2) === 0;
  return Buffer.from(
    writeMessage(new BinaryWriter(), type, { roll, plausible: () => honest && roll(25) > 0 }, 0).finish(),
  );
}

function writeMessage(writer: BinaryWriter, type: DescMessage, source: Source, depth: number): BinaryWriter {
  const { roll, plausible } = source;
  if (type.typeName === 'google.protobuf.Timestamp') {
    if (plausible()) return writer.uint32(8).int64(PLAUSIBLE_SECONDS);
    return writer.uint32(8).int64(oneOf(SECONDS, roll)).uint32(16).int32(oneOf(INT32, roll));
  }
  for (const field of type.fields) {
    // A missing field is as good a test as a wrong one, but a missing request id or a guessed revision hides
    // everything behind it.
    if (
      field.name === 'expected_revision'
        ? roll(4) > 0
        : field.name !== 'request_id' && !plausible() && roll(4) === 0
    )
      continue;
    for (
      let left = field.fieldKind === 'list' || field.fieldKind === 'map' ? roll(4) : 1;
      left > 0;
      left -= 1
    )
      writeField(writer, field, source, depth);
  }
  return writer;
}

function writeField(writer: BinaryWriter, field: DescField, source: Source, depth: number): void {
  const { roll, plausible } = source;
  if (field.fieldKind === 'map') {
    writer
      .uint32((field.number << 3) | 2)
      .fork()
      .uint32(10)
      .string(oneOf(TEXTS, roll))
      .uint32(18)
      .string(oneOf(TEXTS, roll))
      .join();
  } else if (field.message !== undefined) {
    writer.uint32((field.number << 3) | 2).fork();
    if (depth < MAX_DEPTH) writeMessage(writer, field.message, source, depth + 1);
    writer.join();
  } else if (field.enum !== undefined) {
    const values = field.enum.values.map(({ number }) => number);
    writer.uint32(field.number << 3).int32(
      plausible()
        ? oneOf(
            values.filter((number) => number > 0),
            roll,
          )
        : oneOf([...values, ...INT32], roll),
    );
  } else writeScalar(writer, field, source);
}

// Numbers of google.protobuf.FieldDescriptorProto.Type used by the contracts.
const SCALAR = {
  double: 1,
  float: 2,
  int64: 3,
  uint64: 4,
  int32: 5,
  bool: 8,
  string: 9,
  bytes: 12,
  uint32: 13,
} as const;

function writeScalar(writer: BinaryWriter, field: DescField, { roll, plausible }: Source): void {
  const tag = (wireType: number): BinaryWriter => writer.uint32((field.number << 3) | wireType);
  const honest = plausible();
  switch (field.scalar) {
    case SCALAR.string:
      return writeText(tag(2), field.name, roll, honest);
    case SCALAR.bytes:
      return void tag(2).bytes(Buffer.alloc(roll(2_000), roll(256)));
    case SCALAR.double:
      return void tag(1).double(honest ? 1.5 : oneOf([0, -0, Number.NaN, Infinity, -Infinity, 1e308], roll));
    case SCALAR.float:
      return void tag(5).float(honest ? 1.5 : oneOf([0, Number.NaN, Infinity], roll));
    case SCALAR.bool:
      return void tag(0).bool(roll(2) === 1);
    case SCALAR.int64:
      return void tag(0).int64(honest ? 0n : oneOf(INT64, roll));
    case SCALAR.uint64:
      return void tag(0).uint64(honest ? 0n : BigInt.asUintN(64, oneOf(INT64, roll)));
    case SCALAR.uint32:
      return void tag(0).uint32(honest ? 1 + roll(9) : oneOf(INT32, roll) >>> 0);
    case SCALAR.int32:
      return void tag(0).int32(honest ? honestNumber(field.name, roll) : oneOf(INT32, roll));
    default:
      throw new TypeError(`no values are known for ${field.toString()}`);
  }
}

function writeText(writer: BinaryWriter, name: string, roll: Dice, honest: boolean): void {
  const spoil = roll(40);
  if (name === 'request_id') writer.string(spoil < 2 ? oneOf(TEXTS, roll) : uuidOf(roll(2 ** 31)));
  else if (name.endsWith('_id') && (honest || roll(3) > 0)) writer.string(uuidOf(roll(NAMED)));
  else if (honest) writer.string(honestText(name, roll));
  else if (spoil === 0) writer.bytes(Uint8Array.from(oneOf(NOT_UTF8, roll)));
  else if (spoil === 1) writer.string('Ư'.repeat(oneOf(LONG, roll)));
  else writer.string(oneOf(TEXTS, roll));
}

const honestNumber = (name: string, roll: Dice): number => (name.endsWith('year') ? 2026 : 1 + roll(9));

function honestText(name: string, roll: Dice): string {
  if (/(_on|_day|day|date|valid_from|valid_until|from|until)$/.test(name))
    return oneOf(['2026-07-06', '2026-12-31'], roll);
  if (/(opens|closes|starts|ends|time|_at)$/.test(name)) return oneOf(['07:30', '17:00'], roll);
  if (name.endsWith('token')) return '';
  return name.endsWith('code') ? `H25.0${roll(9)}` : `Nguyễn Thị Hồng ${roll(9)}`;
}

function oneOf<T>(values: readonly T[], roll: Dice): T {
  return values[roll(values.length)] as T;
}
