import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createFileRegistry, fromBinary, ScalarType, type DescField } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { expect, test } from '@jest/globals';

const descriptor = readFileSync(createRequire(import.meta.url).resolve('@egov/proto/descriptor'));
const fields = [...createFileRegistry(fromBinary(FileDescriptorSetSchema, descriptor)).files]
  .filter(({ proto }) => proto.package.startsWith('egov.'))
  .flatMap(({ messages }) => messages.flatMap((message) => message.fields));

const isInstant = ({ message }: DescField): boolean => message?.typeName === 'google.protobuf.Timestamp';
const isInt64 = ({ scalar }: DescField): boolean => scalar === ScalarType.INT64;
const named = (those: readonly DescField[]): string[] =>
  those.map(({ parent, name }) => `${parent.typeName}.${name}`);

// Positions and revisions of the log, money in đồng, bytes of a file, numbers of a stream.
const int64 = /^(amount|fee|offset|size|sequence|(min_)?position|((as_of|expected)_)?revision)$/;

test('an instant ends in _at, and nothing else does', () => {
  expect(fields.filter(isInstant).length).toBeGreaterThan(50);
  expect(named(fields.filter((field) => isInstant(field) !== field.name.endsWith('_at')))).toEqual([]);
});

test('as_of says whether it is a day or an instant', () => {
  expect(named(fields.filter(({ name }) => name === 'as_of'))).toEqual([]);
});

test('int64 is for what may pass 2,147,483,647; counts are int32', () => {
  expect(named(fields.filter((field) => isInt64(field) && !int64.test(field.name)))).toEqual([]);
});

// A day is a string of its own form; a name that says so is never taken for an instant.
test('a day ends in _day or _on, and is a string', () => {
  const days = fields.filter(({ name }) => /_(day|on)$|^day$/.test(name));
  expect(days.length).toBeGreaterThan(20);
  expect(named(days.filter(({ scalar }) => scalar !== ScalarType.STRING))).toEqual([]);
});

test('what may be absent is optional: no comment says that a value stands for absence', () => {
  const contracts = globSync('proto/egov/**/*.proto').map((file) => readFileSync(file, 'utf8'));
  expect(contracts.length).toBeGreaterThan(15);
  const standIns = contracts.flatMap(
    (text) => text.match(/^ *\/\/ .*\b(empty|0) (when|if|where|for|once|without|before|while)\b.*$/gm) ?? [],
  );
  expect(standIns).toEqual([]);
});
