import {
  type CallOptions,
  ChannelCredentials,
  Client,
  Metadata,
  type ServiceError,
  status,
} from '@grpc/grpc-js';
import type { TokenSource } from '../auth/service-tokens.ts';
import type { CallContext } from '../context/call-context.ts';
import { authorityOf } from '../tls/authority.ts';
import { CallFailed } from './call-failed.ts';
import { CAUSATION, CORRELATION } from './serve-call.ts';
import {
  type ExactRequest,
  type PartialRequestOf,
  type ResponseOf,
  type ServiceDefinition,
  type WireMethod,
  wireMethod,
} from './service-definition.ts';
import { pause } from './pause.ts';

/** Options of one call. */
export type CallSettings = Readonly<{
  deadlineMs?: number;
  signal?: AbortSignal;
  /** The call on whose behalf this one is made: its correlation is passed on. */
  context?: Pick<CallContext, 'correlation' | 'causation'>;
  /** A token to use instead of the client's. */
  token?: string;
}>;

/** A client whose methods take partial requests, return promises and fail with `CallFailed`. */
export type GrpcClient<Definition extends ServiceDefinition> = Readonly<{
  [Name in keyof Definition['methods']]: <const Given extends PartialRequestOf<Definition['methods'][Name]>>(
    request: ExactRequest<Definition['methods'][Name], Given>,
    settings?: CallSettings,
  ) => Promise<ResponseOf<Definition['methods'][Name]>>;
}> &
  Readonly<{ close: () => void }>;

/** Options of a client. */
export type GrpcClientOptions = Readonly<{
  token?: TokenSource;
  /** The default deadline of every call. */
  deadlineMs?: number;
  /** How often a call is repeated after UNAVAILABLE if it is a query or carries a request id. */
  retries?: number;
}>;

const DEADLINE_MS = 10_000;
const RETRIES = 5;
const FIRST_WAIT_MS = 50;
const MAX_MESSAGE = 16 * 1024 * 1024;

/**
 * Makes the client of a generated definition, with one channel to all addresses of the host,
 * `grpc://host:port` or `host:port`; with TLS `grpcs://host:port?ca=FILE`, where the authority is not the
 * system's.
 */
export function grpcClient<const Definition extends ServiceDefinition>(
  definition: Definition,
  url: string,
  options: GrpcClientOptions = {},
): GrpcClient<Definition> {
  const client = new Client(target(url), credentialsFor(url), {
    'grpc.service_config': JSON.stringify({ loadBalancingConfig: [{ round_robin: {} }] }),
    'grpc.enable_retries': 0,
    'grpc.enable_channelz': 0,
    'grpc.max_receive_message_length': MAX_MESSAGE,
    'grpc.keepalive_time_ms': 30_000,
    'grpc.initial_reconnect_backoff_ms': 100,
    'grpc.max_reconnect_backoff_ms': 5_000,
    // The default of 30 s is longer than a rolling upgrade takes from one replica to the next: every known
    // address would be gone.
    'grpc.dns_min_time_between_resolutions_ms': 1_000,
  });
  const methods: Record<string, unknown> = { close: () => client.close() };
  for (const [name, method] of Object.entries(definition.methods))
    methods[name] = callOf(client, wireMethod(definition, method), options);
  return Object.freeze(methods) as GrpcClient<Definition>;
}

function callOf(
  client: Client,
  method: WireMethod,
  options: GrpcClientOptions,
): (request: object, settings?: CallSettings) => Promise<unknown> {
  return async (partial, settings = {}) => {
    const request = method.requestFromPartial(partial);
    const deadline = Date.now() + (settings.deadlineMs ?? options.deadlineMs ?? DEADLINE_MS);
    const repeatable = !method.command || Boolean((request as { requestId?: unknown }).requestId);
    const retries = repeatable ? (options.retries ?? RETRIES) : 0;
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await send(client, method, request, {
          deadline,
          metadata: await metadataOf(options, settings),
          signal: settings.signal,
        });
      } catch (error) {
        const wait = waitBefore(error, attempt, retries, deadline);
        if (wait === undefined) throw error;
        await pause(wait, settings.signal);
      }
    }
  };
}

async function metadataOf(options: GrpcClientOptions, { token, context }: CallSettings): Promise<Metadata> {
  const metadata = new Metadata();
  const bearer = token ?? (await options.token?.());
  if (bearer !== undefined) metadata.set('authorization', `Bearer ${bearer}`);
  if (context !== undefined) metadata.set(CORRELATION, context.correlation);
  if (context?.causation !== undefined) metadata.set(CAUSATION, context.causation);
  return metadata;
}

type Sending = Readonly<{ deadline: number; metadata: Metadata; signal: AbortSignal | undefined }>;

function send(
  client: Client,
  method: WireMethod,
  request: object,
  { deadline, metadata, signal }: Sending,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const callOptions: CallOptions = { deadline };
    const cancel = (): void => call.cancel();
    const call = client.makeUnaryRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize as (bytes: Buffer) => unknown,
      request,
      metadata,
      callOptions,
      (error: ServiceError | null, response?: unknown) => {
        signal?.removeEventListener('abort', cancel);
        if (error === null) resolve(response);
        else reject(new CallFailed(method.path, error, { cause: error }));
      },
    );
    signal?.addEventListener('abort', cancel, { once: true });
  });
}

function waitBefore(error: unknown, attempt: number, retries: number, deadline: number): number | undefined {
  if (!(error instanceof CallFailed) || error.code !== status.UNAVAILABLE || attempt >= retries)
    return undefined;
  const backOff = FIRST_WAIT_MS * 2 ** attempt * (0.5 + Math.random());
  const wait = Math.max(backOff, error.retryAfterMs ?? 0);
  return Date.now() + wait < deadline ? wait : undefined;
}

const parsed = (url: string): URL => new URL(url.includes('://') ? url : `grpc://${url}`);

const target = (url: string): string => `dns:///${parsed(url).host}`;

function credentialsFor(url: string): ChannelCredentials {
  const address = parsed(url);
  return address.protocol === 'grpcs:'
    ? ChannelCredentials.createSsl(authorityOf(address))
    : ChannelCredentials.createInsecure();
}
