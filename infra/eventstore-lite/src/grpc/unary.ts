import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import { rpcErrorOf } from './write-failure.ts';

/** A unary handler from a function that may wait and may throw. */
export const unary =
  <Q, A>(handle: (request: Q, call: ServerUnaryCall<Q, A>) => A | Promise<A>) =>
  (call: ServerUnaryCall<Q, A>, answer: sendUnaryData<A>): void => {
    Promise.resolve()
      .then(() => handle(call.request, call))
      .then(
        (response) => answer(null, response),
        (error: unknown) => answer(rpcErrorOf(error)),
      );
  };
