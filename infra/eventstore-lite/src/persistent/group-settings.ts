import type { EventFilter } from '../subscriptions/event-filter.ts';

export const ALL_STREAM = '$all';

/** How messages are distributed among the consumers of a group. */
export const STRATEGIES = ['DispatchToSingle', 'RoundRobin', 'Pinned'] as const;
export type Strategy = (typeof STRATEGIES)[number];

/**
 * The settings of a create or update. Times are in milliseconds, 0 meaning never; 0 subscribers means any
 * number.
 */
export interface GroupSettings {
  readonly resolveLinks: boolean;
  /** A revision, or a position for `$all`. */
  readonly startFrom: 'start' | 'end' | number;
  readonly extraStatistics: boolean;
  readonly maxRetryCount: number;
  readonly minCheckpointCount: number;
  readonly maxCheckpointCount: number;
  readonly maxSubscriberCount: number;
  readonly liveBufferSize: number;
  readonly readBatchSize: number;
  readonly historyBufferSize: number;
  readonly messageTimeout: number;
  readonly checkpointAfter: number;
  readonly strategy: Strategy;
  readonly filter: EventFilter | undefined;
}

/** A stored group: where it reads, its name and its settings. */
export interface GroupEntry {
  readonly stream: string;
  readonly group: string;
  readonly settings: GroupSettings;
  /** Where the end was when a group was created to start there; a restart must not move it. */
  readonly endedAt: number;
}

export const keyOf = (stream: string, group: string): string => `${stream}::${group}`;
export const checkpointStream = (key: string): string => `$persistentsubscription-${key}-checkpoint`;
export const parkedStream = (key: string): string => `$persistentsubscription-${key}-parked`;

export const isStrategy = (name: string): name is Strategy => STRATEGIES.some((known) => known === name);
