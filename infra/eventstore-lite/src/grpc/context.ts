import type { Access } from '../access/access.ts';
import type { Settings } from '../config/options.ts';
import type { GroupRegistry } from '../persistent/group-registry.ts';
import type { Store } from '../storage/store.ts';

/** What every service of the server is given. */
export interface ServerContext {
  readonly settings: Settings;
  readonly store: Store;
  readonly groups: GroupRegistry;
  readonly access: Access;
  /** Fires when the server stops: calls that would go on for ever end here. */
  readonly closing: AbortSignal;
  /** Stops the server as `close` does. */
  readonly stop: () => void;
  /** Trouble that has no caller to tell. */
  readonly report: (error: unknown) => void;
}
