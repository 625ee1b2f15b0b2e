/** A part of a log that is not as it was written. */
export interface Finding {
  readonly what: string;
  readonly stream?: string;
  readonly revision?: number;
  readonly position?: number;
}

/**
 * Events that a caller of the store has hidden or removed, as the protocol allows: `position` is that of the
 * record that says so, `account` who wrote it.
 */
export interface Hidden {
  readonly what: string;
  readonly stream: string;
  readonly account: string | null;
  readonly at: string;
  readonly position: number;
}

/** An instant of the log, in microseconds since 1970. */
export const instantOf = (created: number): string => new Date(created / 1000).toISOString();
