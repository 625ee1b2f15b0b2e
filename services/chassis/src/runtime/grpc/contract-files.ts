import { fromBinary } from '@bufbuild/protobuf';
import { BinaryReader } from '@bufbuild/protobuf/wire';
import {
  type DescriptorProto,
  type FileDescriptorProto,
  FileDescriptorProtoSchema,
} from '@bufbuild/protobuf/wkt';

/** One compiled .proto file: its original bytes, its imports and its declarations. */
export type ContractFile = Readonly<{
  name: string;
  bytes: Uint8Array;
  needs: readonly string[];
  symbols: ReadonlySet<string>;
}>;

/** Reads a compiled descriptor set. */
export function readContracts(descriptorSet: Uint8Array): readonly ContractFile[] {
  const reader = new BinaryReader(descriptorSet);
  const files: ContractFile[] = [];
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    if (number !== 1) {
      reader.skip(wireType);
      continue;
    }
    const bytes = reader.bytes();
    const file = fromBinary(FileDescriptorProtoSchema, bytes);
    files.push({ name: file.name, bytes, needs: file.dependency, symbols: new Set(symbolsOf(file)) });
  }
  return files;
}

/** Returns the file that declares a symbol: a message, an enum, a service, a method or a field. */
export const fileOfSymbol = (symbol: string, files: readonly ContractFile[]): ContractFile | undefined =>
  files.find(({ symbols }) => symbols.has(symbol)) ??
  files.find(({ symbols }) => symbols.has(symbol.slice(0, symbol.lastIndexOf('.'))));

/** Returns a file with all its imports, direct and indirect. */
export function filesWithDependencies(
  file: ContractFile,
  files: readonly ContractFile[],
): readonly ContractFile[] {
  const found = new Set<ContractFile>([file]);
  for (const each of found) {
    for (const name of each.needs) {
      const needed = files.find((other) => other.name === name);
      if (needed !== undefined) found.add(needed);
    }
  }
  return [...found];
}

function* symbolsOf(file: FileDescriptorProto): Generator<string> {
  const within = (name: string): string => (file.package === '' ? name : `${file.package}.${name}`);
  for (const message of file.messageType) yield* symbolsOfMessage(within(message.name), message);
  for (const { name } of file.enumType) yield within(name);
  for (const service of file.service) {
    yield within(service.name);
    for (const { name } of service.method) yield `${within(service.name)}.${name}`;
  }
}

function* symbolsOfMessage(name: string, message: DescriptorProto): Generator<string> {
  yield name;
  for (const nested of message.nestedType) yield* symbolsOfMessage(`${name}.${nested.name}`, nested);
  for (const each of message.enumType) yield `${name}.${each.name}`;
}
