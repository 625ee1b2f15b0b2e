export * from './eventually.ts';
export * from './read-model-digest.ts';
export * from './spec-for.ts';
export * from './grpc-callers.ts';
export * from './test-issuer.ts';
export * from './memory-log.ts';
export * from './memory-read-models.ts';
export * from './rpc-checks.ts';
