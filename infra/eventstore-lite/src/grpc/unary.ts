import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import { rpcErrorOf } from './write-failure.ts';

/** Makes a unary handler of a function that may be asynchronous and may throw. */
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
