import { checkFilter, type EventFilter } from '../subscriptions/event-filter.ts';
import { rpcErrors } from './rpc-error.ts';

interface Expression {
  getRegex(): string;
  getPrefixList(): string[];
}

/** The filter message; the streams service and the persistent service each have one of the same shape. */
interface FilterOptions {
  getStreamIdentifier(): Expression | undefined;
  getEventType(): Expression | undefined;
  hasMax(): boolean;
  getMax(): number;
  getCheckpointintervalmultiplier(): number;
}

/** The server's own page size, also the search window of a filter that sets none. */
const DEFAULT_WINDOW = 32;

/** A filter is evaluated for every event, and kept with its group. */
const MAX_PREFIXES = 1000;
const MAX_PREFIX_LENGTH = 64 * 1024;

function prefixesOf(expression: Expression): string[] {
  const prefixes = expression.getPrefixList();
  if (prefixes.length > MAX_PREFIXES)
    throw rpcErrors.invalidArgument(`'prefix' has more than ${MAX_PREFIXES} entries`);
  if (prefixes.reduce((sum, { length }) => sum + length, 0) > MAX_PREFIX_LENGTH)
    throw rpcErrors.invalidArgument(`'prefix' has more than ${MAX_PREFIX_LENGTH} characters in all`);
  return prefixes;
}

/** Reads a filter; refuses one that selects by nothing, or cannot be evaluated. */
export function filterOf(options: FilterOptions | undefined): EventFilter {
  const onStream = options?.getStreamIdentifier();
  const expression = onStream ?? options?.getEventType();
  if (options === undefined || expression === undefined)
    throw rpcErrors.invalidArgument("'filter' names neither stream nor event type");
  const window = options.hasMax() ? options.getMax() : DEFAULT_WINDOW;
  if (window <= 0) throw rpcErrors.invalidArgument("'max' must be greater than zero");
  const filter: EventFilter = {
    on: onStream === undefined ? 'type' : 'stream',
    prefixes: prefixesOf(expression),
    regex: expression.getRegex(),
    window,
    checkpointEvery: window * options.getCheckpointintervalmultiplier(),
  };
  checkFilter(filter);
  return filter;
}
