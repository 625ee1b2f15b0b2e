import { LRUCache } from 'lru-cache';
import { RE2JS, RE2JSException } from 're2js';
import type { StoredEvent } from '../storage/records.ts';
import { dotnetExpression } from './dotnet-expression.ts';
import { BadExpression } from './expression-escapes.ts';
import { filterTurn } from './filter-turn.ts';

/** Which events of `$all` are wanted. */
export interface EventFilter {
  readonly on: 'stream' | 'type';
  readonly prefixes: readonly string[];
  readonly regex: string;
  /** How many events are examined before a checkpoint is due, times the multiplier. */
  readonly window: number;
  readonly checkpointEvery: number;
}

/** Each may hold 8 MiB of states; one that was dropped is compiled again. */
const EXPRESSIONS_KEPT = 16;

const expressions = new LRUCache<string, RE2JS>({ max: EXPRESSIONS_KEPT });

/** RE2 matches in linear time; a backtracking engine could be kept busy for hours by one name. */
function compiled(regex: string): RE2JS {
  const known = expressions.get(regex);
  if (known !== undefined) return known;
  try {
    const expression = RE2JS.compile(dotnetExpression(regex));
    expressions.set(regex, expression);
    return expression;
  } catch (error) {
    if (error instanceof BadExpression || error instanceof RE2JSException)
      throw new BadExpression(
        `The regular expression '${regex.slice(0, 100)}' is refused: ${error.message}.`,
        {
          cause: error,
        },
      );
    throw error;
  }
}

/** Refuses a filter whose expression cannot be used. */
export function checkFilter(filter: EventFilter | undefined): void {
  if (filter !== undefined && filter.regex !== '') compiled(filter.regex);
}

/** Returns the filter as a predicate on events. */
export function matcher(filter: EventFilter | undefined): (event: StoredEvent) => boolean {
  if (filter === undefined) return () => true;
  const { on, regex, prefixes } = filter;
  const field = (event: StoredEvent): string => (on === 'stream' ? event.stream : event.type);
  if (regex === '') return (event) => prefixes.some((prefix) => field(event).startsWith(prefix));
  return (event) => filterTurn.spend(() => compiled(regex).test(field(event)));
}

/** Whether a filter has to wait for `filterTurn.next()` before it evaluates more. */
export const mustPause = (filter: EventFilter | undefined): boolean =>
  filter !== undefined && filter.regex !== '' && filterTurn.over;
