export { startEventStore, type RunningEventStore } from './server.ts';
export { backup } from './maintenance/backup.ts';
export { restore } from './maintenance/restore.ts';
export type { Finding, Hidden } from './maintenance/finding.ts';
export { verify, type Verification } from './maintenance/verify.ts';
export type { EventStoreOptions } from './config/options.ts';
