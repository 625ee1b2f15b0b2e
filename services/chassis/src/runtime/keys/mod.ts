export { assertPersonId, type KeyStore } from './key-store.ts';
export { memoryKeyStore } from './memory-key-store.ts';
export type { NatsKeyStoreOptions } from './nats-key-store.ts';
export { natsKeyStore } from './nats-key-store.ts';
export { forgetAgain } from './forget-again.ts';
