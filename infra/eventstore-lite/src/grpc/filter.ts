import type { EventFilter } from '../subscriptions/event-filter.ts';
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

/** Reads a filter; refuses one that selects by nothing. */
export function filterOf(options: FilterOptions | undefined): EventFilter {
  const onStream = options?.getStreamIdentifier();
  const expression = onStream ?? options?.getEventType();
  if (options === undefined || expression === undefined)
    throw rpcErrors.invalidArgument("'filter' names neither stream nor event type");
  const window = options.hasMax() ? options.getMax() : DEFAULT_WINDOW;
  if (window <= 0) throw rpcErrors.invalidArgument("'max' must be greater than zero");
  return {
    on: onStream === undefined ? 'type' : 'stream',
    prefixes: expression.getPrefixList(),
    regex: expression.getRegex(),
    window,
    checkpointEvery: window * options.getCheckpointintervalmultiplier(),
  };
}
