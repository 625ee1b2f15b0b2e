import { status } from '@grpc/grpc-js';
import type { WriteResult } from '../storage/commands.ts';
import { TooBusy } from '../storage/writer.ts';
import { BadExpression } from '../subscriptions/expression-escapes.ts';
import { RpcError, rpcErrors } from './rpc-error.ts';

/** Describes why the storage refused a write. */
export const refusalOf = (
  operation: string,
  { full, message }: { readonly full: boolean; readonly message: string },
): string =>
  full ? `${operation} refused: the disk is full (${message}).` : `${operation} failed: ${message}`;

/** A write that did not happen, as an error of the protocol. */
export function writeFailure(
  operation: string,
  stream: string,
  expected: number,
  result: Exclude<WriteResult, { kind: 'done' }>,
): RpcError {
  if (result.kind === 'stream-deleted') return rpcErrors.streamDeleted(stream);
  if (result.kind === 'wrong-expected-version') {
    return rpcErrors.wrongExpectedVersion(
      operation,
      stream,
      expected,
      result.current < 0 ? undefined : result.current,
    );
  }
  return result.full
    ? new RpcError(status.RESOURCE_EXHAUSTED, refusalOf(operation, result))
    : rpcErrors.unknown(refusalOf(operation, result));
}

/** Converts any error to one of the protocol. */
export function rpcErrorOf(error: unknown): RpcError {
  if (error instanceof RpcError) return error;
  if (error instanceof BadExpression) return rpcErrors.invalidArgument(error.message);
  if (error instanceof TooBusy) return rpcErrors.tooBusy();
  return rpcErrors.unknown(error instanceof Error ? error.message : String(error));
}
