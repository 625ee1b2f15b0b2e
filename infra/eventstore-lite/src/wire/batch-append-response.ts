import { EXPECTED } from '../storage/records.ts';
import { WireBuffer } from './wire-buffer.ts';

const EMPTY = Buffer.alloc(0);

/** google.rpc codes the batch protocol uses. */
export const CODE = {
  unknown: 2,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  alreadyExists: 6,
  permissionDenied: 7,
  resourceExhausted: 8,
  internal: 13,
} as const;

/** What every response of a batch carries: its correlation id and the stream. */
export interface BatchAddress {
  /** The id's own message, echoed as it came. */
  readonly correlation: Uint8Array;
  readonly stream: string;
}

const details = (type: string, body: Buffer): Buffer =>
  new WireBuffer().text(1, `type.googleapis.com/event_store.client.${type}`).bytes(2, body).done();

const rpcStatus = (code: number, type: string, body: Buffer = EMPTY): Buffer =>
  new WireBuffer().number(1, code).text(2, type).bytes(3, details(type, body)).done();

const identifier = (stream: string): Buffer => new WireBuffer().text(3, stream).done();

const answer = ({ correlation, stream }: BatchAddress, field: number, body: Buffer): Buffer =>
  new WireBuffer().bytes(1, correlation).bytes(field, body).bytes(4, identifier(stream)).done();

const failed = (address: BatchAddress, status: Buffer): Buffer => answer(address, 2, status);

function wrongExpectedVersion(expected: number, current: number): Buffer {
  const body = new WireBuffer();
  if (current < 0) body.bytes(2, EMPTY);
  else body.number(1, current);
  if (expected === EXPECTED.any) return body.bytes(4, EMPTY).done();
  if (expected === EXPECTED.streamExists) return body.bytes(5, EMPTY).done();
  if (expected === EXPECTED.noStream) return body.bytes(6, EMPTY).done();
  return body.number(3, expected).done();
}

/** BatchAppendResp messages; errors travel inside as google.rpc.Status, so that the stream lives on. */
export const batchAppendResponse = {
  success(address: BatchAddress, revision: number, position: number | null): Buffer {
    const body = new WireBuffer();
    if (revision < 0) body.bytes(2, EMPTY);
    else body.number(1, revision);
    if (position === null) body.bytes(4, EMPTY);
    else body.bytes(3, new WireBuffer().number(1, position).number(2, position).done());
    return answer(address, 3, body.done());
  },
  wrongExpectedVersion: (address: BatchAddress, expected: number, current: number): Buffer =>
    failed(
      address,
      rpcStatus(CODE.alreadyExists, 'WrongExpectedVersion', wrongExpectedVersion(expected, current)),
    ),
  streamDeleted: (address: BatchAddress): Buffer =>
    failed(
      address,
      rpcStatus(CODE.notFound, 'StreamDeleted', new WireBuffer().bytes(1, identifier(address.stream)).done()),
    ),
  tooLarge: (address: BatchAddress, limit: number): Buffer =>
    failed(
      address,
      rpcStatus(CODE.invalidArgument, 'MaximumAppendSizeExceeded', new WireBuffer().number(1, limit).done()),
    ),
  timeout: (address: BatchAddress): Buffer => failed(address, rpcStatus(CODE.deadlineExceeded, 'Timeout')),
  accessDenied: (address: BatchAddress): Buffer =>
    failed(address, rpcStatus(CODE.permissionDenied, 'AccessDenied')),
  /** What the protocol has no field for is sent as the status's message, as by the real server. */
  other: (address: BatchAddress, message: string, code: number): Buffer =>
    failed(
      address,
      new WireBuffer()
        .number(1, code)
        .text(2, message)
        .bytes(
          3,
          new WireBuffer().text(1, 'type.googleapis.com/google.protobuf.Empty').bytes(2, EMPTY).done(),
        )
        .done(),
    ),
  unknown: (address: BatchAddress): Buffer => failed(address, rpcStatus(CODE.unknown, 'Unknown')),
};
