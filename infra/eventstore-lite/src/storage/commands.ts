import type { ProposedEvent } from './records.ts';

/** What the writer is asked to do; each is done whole or not at all. */
export type WriteCommand =
  | { readonly kind: 'append'; readonly stream: string; readonly expected: number; readonly events: readonly ProposedEvent[] }
  | { readonly kind: 'delete'; readonly stream: string; readonly expected: number; readonly hard: boolean };

/** How a write ended; `position` is null when nothing was written. */
export type WriteResult =
  | { readonly kind: 'done'; readonly revision: number; readonly position: number | null }
  | { readonly kind: 'wrong-expected-version'; readonly current: number }
  | { readonly kind: 'stream-deleted' }
  | { readonly kind: 'failed'; readonly full: boolean; readonly message: string };

/** What the writer thread tells after each commit. */
export interface CommitNotice {
  readonly results: ReadonlyArray<readonly [ticket: number, result: WriteResult]>;
  readonly head: number;
  /** Streams that grew. */
  readonly touched: readonly string[];
}

export type ToWriter =
  | { readonly kind: 'write'; readonly commands: ReadonlyArray<readonly [ticket: number, command: WriteCommand]> }
  | { readonly kind: 'scavenge'; readonly ticket: number }
  | { readonly kind: 'close' };

export type FromWriter =
  | { readonly kind: 'ready'; readonly head: number }
  | ({ readonly kind: 'commit' } & CommitNotice)
  | { readonly kind: 'scavenged'; readonly ticket: number; readonly removed: number; readonly error?: string }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'closed' };
