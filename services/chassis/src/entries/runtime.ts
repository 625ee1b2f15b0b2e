// The process and the drivers in it: for a service's own definition, for adapters and for those who run or
// test the whole.
export { jwtVerifier } from '../runtime/auth/jwt-verifier.ts';
export { grantSignerConfig } from '../runtime/config/service-config.ts';
export { systemContext } from '../runtime/context/call-context.ts';
export {
  chainKeys,
  newChainKeys,
  readChainKeys,
  type ChainKeyFile,
} from '../runtime/event-log/chain-keys.ts';
export { openEventLog } from '../runtime/event-log/event-log.ts';
export type { RawEvent } from '../runtime/event-log/stored-event.ts';
export { verifyAllChains } from '../runtime/event-log/verify-chain.ts';
export {
  grantPublicKey,
  newGrantKey,
  readGrantKey,
  readTrustedGrantKeys,
  type GrantPrivateKey,
} from '../runtime/grants/grant-keys.ts';
export { grantSigner } from '../runtime/grants/grant-signer.ts';
export { grantVerifier } from '../runtime/grants/grant-verifier.ts';
export { createGrpcServer } from '../runtime/grpc/grpc-server.ts';
export { forgetAgain } from '../runtime/keys/forget-again.ts';
export { keyedHash } from '../runtime/keys/keyed-hash.ts';
export { assertPersonId } from '../runtime/keys/key-store.ts';
export { memoryKeyStore } from '../runtime/keys/memory-key-store.ts';
export { createLogger } from '../runtime/logger/logger.ts';
export { bringStreams } from '../runtime/messaging/bring-streams.ts';
export { connectNats } from '../runtime/messaging/connect-nats.ts';
export { startPolicies, withCommands } from '../runtime/messaging/start-policies.ts';
export { personAggregate } from '../runtime/person/person.ts';
export { runService, runServices } from '../runtime/process/run-service.ts';
export { defineService, type Service } from '../runtime/process/service-definition.ts';
export { startProjector } from '../runtime/projections/projector.ts';
export { queryPool } from '../runtime/projections/query-pool.ts';
export { METRICS, type MetricKey } from '../telemetry/attributes.ts';
export { counter, gauge, histogram } from '../telemetry/signals.ts';
export { endTelemetry } from '../telemetry/telemetry-end.ts';
