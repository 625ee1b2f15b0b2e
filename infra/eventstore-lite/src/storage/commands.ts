import type { ProposedEvent } from './records.ts';
import type { ProjectionState } from './projection-state.ts';

/**
 * Commands of the writer, each with the account that gives it, carried out as a whole or not at all.
 */
export type WriteCommand =
  | {
      readonly kind: 'append';
      readonly stream: string;
      readonly expected: number;
      readonly events: readonly ProposedEvent[];
      readonly account: string;
    }
  | {
      readonly kind: 'delete';
      readonly stream: string;
      readonly expected: number;
      readonly hard: boolean;
      readonly account: string;
    };

/** How a write ended; `position` is null when nothing was written. */
export type WriteResult =
  | { readonly kind: 'done'; readonly revision: number; readonly position: number | null }
  | { readonly kind: 'wrong-expected-version'; readonly current: number }
  | { readonly kind: 'stream-deleted' }
  | { readonly kind: 'failed'; readonly full: boolean; readonly message: string };

/** What the writer thread reports after each commit. */
export interface CommitNotice {
  readonly results: ReadonlyArray<readonly [ticket: number, result: WriteResult]>;
  readonly head: number;
  /** Streams that grew. */
  readonly touched: readonly string[];
}

/** A scavenge, and who ordered it. */
export interface ScavengeOrder {
  readonly id: string;
  readonly account: string;
}

/** Other requests to the writer; each reply carries the request's ticket. */
export type Chore =
  | ({ readonly kind: 'scavenge' } & ScavengeOrder)
  | {
      readonly kind: 'set-projection';
      readonly name: string;
      readonly change: { readonly running?: boolean; readonly position?: number };
    }
  | { readonly kind: 'projections' };

export type ToWriter =
  | {
      readonly kind: 'write';
      readonly commands: ReadonlyArray<readonly [ticket: number, command: WriteCommand]>;
    }
  | { readonly kind: 'chore'; readonly ticket: number; readonly chore: Chore }
  | { readonly kind: 'stop-scavenge' }
  | { readonly kind: 'close' };

export type ChoreAnswer =
  | { readonly kind: 'scavenged'; readonly removed: number; readonly stopped: boolean }
  | { readonly kind: 'projections'; readonly states: readonly ProjectionState[] }
  | { readonly kind: 'refused'; readonly message: string };

export type FromWriter =
  | { readonly kind: 'ready'; readonly head: number }
  | ({ readonly kind: 'commit' } & CommitNotice)
  | { readonly kind: 'answer'; readonly ticket: number; readonly answer: ChoreAnswer }
  | { readonly kind: 'closed' };
