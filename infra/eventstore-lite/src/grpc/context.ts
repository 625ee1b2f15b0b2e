import type { Settings } from '../config/options.ts';
import type { Store } from '../storage/store.ts';

/** What every service of the server is given. */
export interface ServerContext {
  readonly settings: Settings;
  readonly store: Store;
}
