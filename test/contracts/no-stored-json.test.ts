import { fromBinary } from '@bufbuild/protobuf';
import { type DescriptorProto, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const descriptor = createRequire(import.meta.url).resolve('@egov/proto/descriptor');

const fieldsOf = ({ name, field, nestedType }: DescriptorProto): string[] => [
  ...field.map((each) => `${name}.${each.name}`),
  ...nestedType.flatMap(fieldsOf),
];

// A stored shape may change with the next version; a contract has typed fields.
test('no contract carries JSON, whose shape nothing checks', () => {
  const { file } = fromBinary(FileDescriptorSetSchema, readFileSync(descriptor));
  const fields = file.flatMap(({ messageType }) => messageType.flatMap(fieldsOf));
  expect(fields.length).toBeGreaterThan(500);
  expect(fields.filter((field) => field.endsWith('_json'))).toEqual([]);
});
