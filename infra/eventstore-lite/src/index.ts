export { startEventStore, type RunningEventStore } from './server.ts';
export type { EventStoreOptions } from './config/options.ts';
