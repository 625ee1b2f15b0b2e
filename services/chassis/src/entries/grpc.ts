// How RPCs are served and asked for.
export { serviceTokens, type TokenSource } from '../runtime/auth/service-tokens.ts';
export { accessOf, type Access } from '../runtime/grpc/access.ts';
export { cachedAsking, type CachedAsking } from '../runtime/grpc/cached-asking.ts';
export { CallFailed, isNotFound } from '../runtime/grpc/call-failed.ts';
export {
  clockPolicies,
  dueRoundings,
  dueWorkingTo,
  durationTo,
  durationUnits,
} from '../runtime/grpc/due-working.ts';
export { enumWords } from '../runtime/grpc/enum-words.ts';
export { grpcClient, type CallSettings, type GrpcClient } from '../runtime/grpc/grpc-client.ts';
export {
  openClientOfEach,
  openClients,
  type ClientsOf,
  type OpenedClient,
} from '../runtime/grpc/open-clients.ts';
export { orUndefined } from '../runtime/grpc/or-undefined.ts';
export { pause } from '../runtime/grpc/pause.ts';
export * as field from '../runtime/grpc/request-field.ts';
export { grpcService, rpc, type GrpcService } from '../runtime/grpc/rpc.ts';
export { isCommand, type Method, type ServiceDefinition } from '../runtime/grpc/service-definition.ts';
export { textTo } from '../runtime/grpc/text-to.ts';
