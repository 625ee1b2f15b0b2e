import type { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire';

/** A generated message type: encodes, decodes and completes its messages. */
type MessageType = Readonly<{
  encode: (message: never) => BinaryWriter;
  decode: (bytes: Uint8Array | BinaryReader) => unknown;
  fromPartial: (message: never) => unknown;
}>;

/** One method of a generated service definition. */
export type Method = Readonly<{
  name: string;
  requestType: MessageType;
  requestStream: boolean;
  responseType: MessageType;
  responseStream: boolean;
  /** Options of the contract; extensions are bytes by tag. */
  options: Readonly<{ _unknownFields?: Readonly<Record<number, readonly Uint8Array[]>> }>;
}>;

/** A generated service definition, e.g. `DossierIntakeServiceDefinition`. */
export type ServiceDefinition = Readonly<{ fullName: string; methods: Readonly<Record<string, Method>> }>;

/** The request message of a method. */
export type RequestOf<M extends Method> = ReturnType<M['requestType']['decode']>;

/** The request as a caller writes it: omitted fields are absent, or have the default of their type. */
export type PartialRequestOf<M extends Method> = DeepPartial<RequestOf<M>>;

/**
 * A request as a caller wrote it, `never` where a key is not of the contract: all keys may be left out, so
 * that TypeScript by itself lets a misspelt one pass unless it stands in a literal.
 */
export type ExactRequest<M extends Method, Given> = Given & Exact<Given, RequestOf<M>>;

type Leaf = string | number | bigint | boolean | Date | Uint8Array | undefined;

type Exact<Given, Known> = Given extends Leaf
  ? Given
  : Given extends readonly (infer Element)[]
    ? readonly Exact<Element, Known extends readonly (infer KnownElement)[] ? KnownElement : never>[]
    : {
        [Key in keyof Given]: Key extends keyof Known
          ? Exact<Given[Key], Exclude<Known[Key], undefined>>
          : never;
      };

/** The response message of a method. */
export type ResponseOf<M extends Method> = ReturnType<M['responseType']['decode']>;

/** The response as a fake writes it. */
export type PartialResponseOf<M extends Method> = DeepPartial<ResponseOf<M>>;

// The generated type of this name also accepts strings and numbers for int64.
type DeepPartial<Value> = Value extends Leaf
  ? Value
  : Value extends readonly (infer Element)[]
    ? readonly DeepPartial<Element>[]
    : Value extends { $case: string }
      ? { [Key in keyof Value]: DeepPartial<Value[Key]> }
      : { [Key in keyof Value]?: DeepPartial<Value[Key]> };

/** A method as it is on the wire: its path, and its messages as bytes. */
export type WireMethod = Readonly<{
  path: string;
  /** Whether it is a command: its request then has `request_id`. */
  command: boolean;
  requestStream: boolean;
  responseStream: boolean;
  requestFromPartial: (request: object) => object;
  requestSerialize: (request: unknown) => Buffer;
  requestDeserialize: (bytes: Uint8Array | BinaryReader) => unknown;
  responseFromPartial: (response: object) => object;
  responseSerialize: (response: unknown) => Buffer;
  responseDeserialize: (bytes: Uint8Array) => unknown;
}>;

/** Returns whether a method is a command: its request then has `request_id`. */
export const isCommand = ({ requestType }: Method): boolean =>
  'requestId' in (requestType.fromPartial({} as never) as object);

/** Returns a method as it is on the wire. */
export function wireMethod({ fullName }: ServiceDefinition, method: Method): WireMethod {
  const { name, requestType, requestStream, responseType, responseStream } = method;
  return {
    path: `/${fullName}/${name}`,
    command: isCommand(method),
    requestStream,
    responseStream,
    requestFromPartial: (request) => requestType.fromPartial(request as never) as object,
    responseFromPartial: (response) => responseType.fromPartial(response as never) as object,
    requestSerialize: serializer(requestType),
    requestDeserialize: requestType.decode,
    responseSerialize: serializer(responseType),
    responseDeserialize: responseType.decode,
  };
}

const serializer =
  ({ encode }: MessageType) =>
  (message: unknown): Buffer =>
    Buffer.from(encode(message as never).finish());
