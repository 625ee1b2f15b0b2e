import type { z } from 'zod';
import type { CallContext } from '../context/call-context.ts';
import { type FieldViolation, RequestInvalid, snakePath } from './request-invalid.ts';
import type { RequestOf, ResponseOf, ServiceDefinition } from './service-definition.ts';

/** How one RPC is served; made by `rpc`. */
export type Rpc<Request, Response> = Readonly<{
  /** Names of the request's fields that are checked; `undefined` when that cannot be told. */
  checkedFields: readonly string[] | undefined;
  /** Checks the request; answers how to go on, or throws `RequestInvalid`. */
  prepare: (request: Request) => (context: CallContext) => Promise<Response>;
}>;

/** What is said of one RPC. */
export type RpcDeclaration<Checked, Response> = Readonly<{
  /** Checks and translates the request; lists every field of it but `requestId`. */
  schema: z.ZodType<Checked>;
  handle: (request: Checked, context: CallContext) => Promise<Response> | Response;
}>;

/** Declares how one RPC is served: what its request must look like, and who answers it. */
export function rpc<Request, Response, Checked>({
  schema,
  handle,
}: RpcDeclaration<Checked, Response>): Rpc<Request, Response> {
  const shape =
    'shape' in schema && typeof schema.shape === 'object' && schema.shape !== null
      ? Object.keys(schema.shape)
      : undefined;
  return Object.freeze({
    checkedFields: shape,
    prepare(request: Request) {
      const checked = schema.safeParse(request);
      if (!checked.success)
        throw new RequestInvalid(checked.error.issues.slice(0, MAX_VIOLATIONS).map(violation));
      return async (context: CallContext) => handle(checked.data, context);
    },
  });
}

/** The RPCs of a service, each checked against its definition. */
export type Rpcs<Definition extends ServiceDefinition> = Readonly<{
  [Name in keyof Definition['methods']]: Rpc<
    RequestOf<Definition['methods'][Name]>,
    ResponseOf<Definition['methods'][Name]>
  >;
}>;

/** A service with its RPCs, as the server takes it. */
export type GrpcService = Readonly<{
  definition: ServiceDefinition;
  rpcs: Readonly<Record<string, Rpc<never, unknown>>>;
}>;

/**
 * Joins a generated definition with the RPCs that serve it; does not compile while one is missing or answers
 * another message.
 */
export const grpcService = <const Definition extends ServiceDefinition>(
  definition: Definition,
  rpcs: Rpcs<Definition>,
): GrpcService => ({ definition, rpcs: rpcs as GrpcService['rpcs'] });

const MAX_VIOLATIONS = 20;

function violation({ path, message }: { path: readonly PropertyKey[]; message: string }): FieldViolation {
  let field = '';
  for (const part of path) {
    if (typeof part === 'number') field += `[${part}]`;
    else field += `${field === '' ? '' : '.'}${snakePath(String(part))}`;
  }
  return { field, description: message };
}
