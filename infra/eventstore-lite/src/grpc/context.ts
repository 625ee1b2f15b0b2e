import type { Metadata } from '@grpc/grpc-js';
import type { Settings } from '../config/options.ts';
import type { GroupRegistry } from '../persistent/group-registry.ts';
import type { Store } from '../storage/store.ts';

/** What every service of the server is given. */
export interface ServerContext {
  readonly settings: Settings;
  readonly store: Store;
  readonly groups: GroupRegistry;
  /** Fires when the server stops: calls that would go on for ever end here. */
  readonly closing: AbortSignal;
  /** Who makes a call. */
  userOf(call: { readonly metadata: Metadata }): string;
}
