import { type BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire';
import { ReceiveDossierRequest } from '@egov/proto/egov/procedures/v1/dossier_intake_service';
import { expect, test } from '@jest/globals';
import { decodeRequest, requestHash } from './decode-request.ts';

const serialize = (request: ReceiveDossierRequest): Uint8Array =>
  ReceiveDossierRequest.encode(request).finish();
const deserialize = (bytes: BinaryReader): ReceiveDossierRequest => ReceiveDossierRequest.decode(bytes);
const hash = (changes: Partial<ReceiveDossierRequest> = {}): string =>
  requestHash(serialize, ReceiveDossierRequest.fromPartial({ procedureId: 'p', summary: 's', ...changes }));

test('the hash of a request does not depend on its request id', () => {
  expect(hash({ requestId: 'a' })).toBe(hash({ requestId: 'b' }));
  expect(hash({ summary: 't' })).not.toBe(hash());
  expect(hash({ occurredAt: new Date(1) })).not.toBe(hash({ occurredAt: new Date(2) }));
});

test('the order of a map does not matter, its content does', () => {
  expect(hash({ attributes: { a: '1', b: '2' } })).toBe(hash({ attributes: { b: '2', a: '1' } }));
  expect(hash({ attributes: { a: '1' } })).not.toBe(hash({ attributes: { a: '2' } }));
});

test('the order of a list matters', () => {
  const paper = (paperId: string) => ({ paperId });
  const both = [paper('a'), paper('b')] as unknown as ReceiveDossierRequest['components'];
  expect(hash({ components: both })).not.toBe(hash({ components: both.toReversed() }));
});

test('unknown fields and the order of fields do not matter', () => {
  const plain = new BinaryWriter().uint32(26).string('p').uint32(74).string('s').finish();
  const other = new BinaryWriter()
    .uint32(74)
    .string('s')
    .uint32(8_002)
    .string('news')
    .uint32(26)
    .string('p')
    .finish();
  expect(requestHash(serialize, decodeRequest(deserialize, Buffer.from(other)))).toBe(
    requestHash(serialize, decodeRequest(deserialize, Buffer.from(plain))),
  );
});

test('text that is not UTF-8 is rejected', () => {
  const bytes = new BinaryWriter()
    .uint32(74)
    .bytes(Uint8Array.of(0x4e, 0xc3, 0x28))
    .finish();
  expect(() => decodeRequest(deserialize, Buffer.from(bytes))).toThrow();
});

test('a message nested too deeply is rejected and does not end the process', () => {
  const deep = Buffer.alloc(1_000_000, 0x0b);
  expect(() => decodeRequest(deserialize, deep)).toThrow();
});
