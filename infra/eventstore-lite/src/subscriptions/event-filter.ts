import type { StoredEvent } from '../storage/records.ts';

/** Which events of `$all` are wanted. */
export interface EventFilter {
  readonly on: 'stream' | 'type';
  readonly prefixes: readonly string[];
  readonly regex: string;
  /** How many events are examined before a checkpoint is due, times the multiplier. */
  readonly window: number;
  readonly checkpointEvery: number;
}

export class BadExpression extends Error {}

function compiled(regex: string): RegExp {
  try {
    return new RegExp(regex, 'u');
  } catch (unicode) {
    try {
      return new RegExp(regex);
    } catch (error) {
      throw new BadExpression(`'${regex}' is not a regular expression.`, { cause: error ?? unicode });
    }
  }
}

/** Returns the filter as a predicate on events. */
export function matcher(filter: EventFilter | undefined): (event: StoredEvent) => boolean {
  if (filter === undefined) return () => true;
  const field =
    filter.on === 'stream'
      ? (event: StoredEvent): string => event.stream
      : (event: StoredEvent): string => event.type;
  if (filter.regex !== '') {
    const regex = compiled(filter.regex);
    return (event) => regex.test(field(event));
  }
  return (event) => filter.prefixes.some((prefix) => field(event).startsWith(prefix));
}
