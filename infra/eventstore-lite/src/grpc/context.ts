import type { Access } from '../access/access.ts';
import type { Settings } from '../config/options.ts';
import type { GroupRegistry } from '../persistent/group-registry.ts';
import type { Store } from '../storage/store.ts';
import type { IncomingMemory } from './incoming-append.ts';

/** What every service of the server gets. */
export interface ServerContext {
  readonly settings: Settings;
  readonly store: Store;
  readonly groups: GroupRegistry;
  readonly access: Access;
  readonly incoming: IncomingMemory;
  /** Fires when the server stops, and ends calls that would never end by themselves. */
  readonly closing: AbortSignal;
  /** Stops the server as `close` does. */
  readonly stop: () => void;
  /** Reports errors that belong to no call. */
  readonly report: (error: unknown) => void;
}
