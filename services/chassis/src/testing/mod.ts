export * from './eventually.ts';
export * from './read-model-digest.ts';
export * from './spec-for.ts';
export * from './grpc-callers.ts';
export * from './test-issuer.ts';
