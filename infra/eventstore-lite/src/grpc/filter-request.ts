import type { EventFilter } from '../subscriptions/event-filter.ts';
import { rpcErrors } from './rpc-error.ts';

interface Expression {
  getRegex(): string;
  getPrefixList(): string[];
}

/** The filter message; the streams and the persistent service each have their own of one shape. */
interface FilterOptions {
  getStreamIdentifier(): Expression | undefined;
  getEventType(): Expression | undefined;
  hasMax(): boolean;
  getMax(): number;
  getCheckpointintervalmultiplier(): number;
}

/** The server's own page size, which is also the search window where a filter names none. */
const DEFAULT_WINDOW = 32;

/** Reads a filter; refuses one that names nothing to look at. */
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
