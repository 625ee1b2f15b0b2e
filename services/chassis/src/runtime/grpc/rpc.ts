import type { z } from 'zod';
import type { CallContext } from '../context/call-context.ts';
import { type FieldViolation, RequestInvalid, snakePath } from './request-invalid.ts';
import type { RequestOf, ResponseOf, ServiceDefinition } from './service-definition.ts';

/** How one RPC is served; made by `rpc`. */
export type Rpc<Request, Response> = Readonly<{
  /** Names of the request's fields that are checked; `undefined` if unknown. */
  checkedFields: readonly string[] | undefined;
  /** Checks the request; returns its handling, or throws `RequestInvalid`. */
  prepare: (request: Request) => (context: CallContext) => Promise<Response>;
}>;

/** The declaration of one RPC. */
export type RpcDeclaration<Schema extends z.ZodType, Response> = Readonly<{
  /** Checks and translates the request; lists all its fields except `requestId`. */
  schema: Schema;
  handle: (request: z.output<Schema>, context: CallContext) => Promise<Response> | Response;
}>;

// A generated request: lists cannot be changed, and any message in it may be absent, instants included.
type Sent<Value> = Value extends string | number | bigint | boolean | Uint8Array | Date | undefined
  ? Value
  : Value extends readonly (infer Element)[]
    ? readonly Sent<Element>[]
    : string extends keyof Value
      ? SentMap<Value[string & keyof Value]>
      : { [Key in keyof Value as IsMessage<Value[Key]> extends true ? never : Key]: Sent<Value[Key]> } & {
          [Key in keyof Value as IsMessage<Value[Key]> extends true ? Key : never]?:
            | Sent<Value[Key]>
            | undefined;
        };
type SentMap<Value> = [Value] extends [never] ? object : Readonly<Record<string, Value>>;
type IsMessage<Value> = Value extends Date
  ? true
  : Value extends string | number | bigint | boolean | Uint8Array | readonly unknown[] | undefined
    ? false
    : string extends keyof Value
      ? false
      : true;

/**
 * Declares how one RPC is served: the schema of its request, and its handler. The schema is held to the
 * contract when it joins a definition: a field of another type, or one that may be left out where the schema
 * requires it, does not compile.
 */
export function rpc<Schema extends z.ZodType, Response>({
  schema,
  handle,
}: RpcDeclaration<Schema, Response>): Rpc<Sent<z.input<Schema>>, Response> {
  const shape =
    'shape' in schema && typeof schema.shape === 'object' && schema.shape !== null
      ? Object.keys(schema.shape)
      : undefined;
  return Object.freeze({
    checkedFields: shape,
    prepare(request: Sent<z.input<Schema>>) {
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

/** A service with its RPCs, as given to the server. */
export type GrpcService = Readonly<{
  definition: ServiceDefinition;
  rpcs: Readonly<Record<string, Rpc<never, unknown>>>;
}>;

/**
 * Joins a generated definition with the RPCs that serve it; does not compile while one is missing or returns
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
