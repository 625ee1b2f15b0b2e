import grpc from 'k6/net/grpc';
import { target } from './target.ts';
import { token } from './token.ts';

const procedures = new grpc.Client();
procedures.loadProtoset(__ENV['EGOV_PROTOSET'] ?? '');
let connected = false;

const CALL_WITHIN = '20s';

/** The outcome of a call: its response, or the code and message of its refusal; `milliseconds` until then. */
export type Called = Readonly<{
  ok: boolean;
  shed: boolean;
  code: number;
  message: Readonly<Record<string, unknown>>;
  why: string;
  milliseconds: number;
}>;

/** Calls procedures over the connection of this virtual user, opened once. */
export function call(method: string, request: object): Called {
  if (!connected) {
    procedures.connect(target.services.procedures, { plaintext: target.plaintext });
    connected = true;
  }
  const authorization = `Bearer ${token()}`;
  const began = Date.now();
  const answer = procedures.invoke(`egov.procedures.v1.${method}`, request, {
    metadata: { authorization },
    timeout: CALL_WITHIN,
  });
  const code: number = answer.status;
  return {
    ok: code === grpc.StatusOK,
    shed: code === grpc.StatusResourceExhausted,
    code,
    message: (answer.message ?? {}) as Readonly<Record<string, unknown>>,
    why:
      code === grpc.StatusOK
        ? ''
        : `${method}: ${(answer.error as { message?: string } | undefined)?.message ?? code}`,
    milliseconds: Date.now() - began,
  };
}
