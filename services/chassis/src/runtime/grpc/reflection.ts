import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire';
import { type handleBidiStreamingCall, type Server, status } from '@grpc/grpc-js';
import { type ContractFile, fileOfSymbol, filesWithDependencies, readContracts } from './contract-files.ts';

// One field of ServerReflectionRequest each; the two about extensions are not served, as no contract extends
// another.
const ASKS = { file: 3, symbol: 4, services: 7 } as const;
const ANSWERS = { original: 2, files: 4, services: 6, error: 7 } as const;

const field = (number: number, wireType = 2): number => (number << 3) | wireType;

/**
 * Serves the server's contracts by reflection (grpc.reflection v1, and v1alpha, which is the same on the
 * wire). The descriptors are returned as the compiler wrote them: @grpc/reflection rebuilds them from
 * proto-loader's objects, and grpcurl cannot resolve their google.protobuf types.
 */
export async function addReflection(server: Server, services: readonly string[]): Promise<void> {
  const contracts = readContracts(
    await readFile(createRequire(import.meta.url).resolve('@egov/proto/descriptor')),
  );
  const serve: handleBidiStreamingCall<Buffer, Buffer> = (call) => {
    call.on('data', (request: Buffer) => {
      try {
        call.write(answerOf(request, contracts, services));
      } catch (error) {
        call.emit(
          'error',
          Object.assign(new Error('not a reflection request', { cause: error }), {
            code: status.INVALID_ARGUMENT,
          }),
        );
      }
    });
    call.on('end', () => call.end());
  };
  for (const version of ['v1', 'v1alpha']) {
    const path = `/grpc.reflection.${version}.ServerReflection/ServerReflectionInfo`;
    server.addService(
      { serverReflectionInfo: { path, requestStream: true, responseStream: true, ...BYTES } },
      { serverReflectionInfo: serve },
    );
  }
}

const asIs = (bytes: Buffer): Buffer => bytes;
const BYTES = {
  requestSerialize: asIs,
  requestDeserialize: asIs,
  responseSerialize: asIs,
  responseDeserialize: asIs,
};

function answerOf(request: Buffer, contracts: readonly ContractFile[], services: readonly string[]): Buffer {
  const writer = new BinaryWriter().uint32(field(ANSWERS.original)).bytes(request);
  const asked = askedOf(request);
  if (asked?.kind === ASKS.services) {
    writer.uint32(field(ANSWERS.services)).fork();
    for (const name of services) writer.uint32(field(1)).fork().uint32(field(1)).string(name).join();
    return Buffer.from(writer.join().finish());
  }
  const found = asked === undefined ? undefined : wanted(asked, contracts);
  if (found === undefined) {
    writer
      .uint32(field(ANSWERS.error))
      .fork()
      .uint32(field(1, 0))
      .int32(status.NOT_FOUND)
      .uint32(field(2))
      .string('not found')
      .join();
    return Buffer.from(writer.finish());
  }
  writer.uint32(field(ANSWERS.files)).fork();
  for (const { bytes } of filesWithDependencies(found, contracts)) writer.uint32(field(1)).bytes(bytes);
  return Buffer.from(writer.join().finish());
}

type Asked = Readonly<{ kind: number; text: string }>;

const wanted = ({ kind, text }: Asked, contracts: readonly ContractFile[]): ContractFile | undefined =>
  kind === ASKS.file ? contracts.find(({ name }) => name === text) : fileOfSymbol(text, contracts);

function askedOf(request: Buffer): Asked | undefined {
  const reader = new BinaryReader(request);
  let asked: Asked | undefined;
  while (reader.pos < reader.len) {
    const [kind, wireType] = reader.tag();
    if (wireType === 2 && (kind === ASKS.file || kind === ASKS.symbol || kind === ASKS.services))
      asked = { kind, text: reader.string() };
    else reader.skip(wireType);
  }
  return asked;
}
