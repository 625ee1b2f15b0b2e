export * from './jwt-verifier.ts';
export * from './service-tokens.ts';
export * from './unauthenticated.ts';
