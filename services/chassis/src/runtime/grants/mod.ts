export * from './grant.ts';
export * from './grant-keys.ts';
export * from './grant-signer.ts';
export * from './grant-verifier.ts';
