import type { EventFilter } from '../subscriptions/event-filter.ts';
import { streams } from '../protocol.ts';
import { filterOf } from './filter.ts';
import { rpcErrors } from './rpc-error.ts';
import { streamNameOf, wholeNumber } from './request-fields.ts';

/** Where reading begins; a number is a revision or a position. */
export type From = 'start' | 'end' | number;

/** A checked request to read or subscribe. */
export interface ReadPlan {
  /** Absent for `$all`. */
  readonly stream: string | undefined;
  readonly from: From;
  readonly backwards: boolean;
  /** Absent for a subscription. */
  readonly count: number | undefined;
  readonly resolveLinks: boolean;
  readonly filter: EventFilter | undefined;
  readonly structuredIds: boolean;
  readonly compatibility: number;
}

type Options = InstanceType<typeof streams.ReadReq.Options>;

/** Reads the protocol's options; refuses combinations the protocol does not have. */
export function readPlanOf(options: Options | undefined): ReadPlan {
  if (options === undefined) throw rpcErrors.invalidArgument("'options' is missing");
  const subscription = options.hasSubscription();
  const backwards = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
  const filter = options.hasFilter() ? filterOf(options.getFilter()) : undefined;
  if (!subscription && !options.hasCount())
    throw rpcErrors.invalidArgument("'count' or 'subscription' is missing");
  if (!options.hasFilter() && !options.hasNoFilter())
    throw rpcErrors.invalidArgument("'filter' or 'no_filter' is missing");
  if (subscription && backwards)
    throw rpcErrors.invalidArgument('The combination of (Subscription, Backwards) is invalid.');
  if (options.hasStream() && filter !== undefined)
    throw rpcErrors.invalidArgument('The combination of (Stream, Filter) is invalid.');
  return {
    ...startOf(options),
    backwards,
    count: subscription ? undefined : wholeNumber(options.getCount()),
    resolveLinks: options.getResolveLinks(),
    filter,
    structuredIds: options.getUuidOption()?.hasString() !== true,
    compatibility: options.getControlOption()?.getCompatibility() ?? 0,
  };
}

function startOf(options: Options): Pick<ReadPlan, 'stream' | 'from'> {
  const stream = options.getStream();
  if (stream !== undefined) {
    const name = streamNameOf(stream.getStreamIdentifier());
    return {
      stream: name,
      from: stream.hasRevision() ? wholeNumber(stream.getRevision()) : stream.hasEnd() ? 'end' : 'start',
    };
  }
  const all = options.getAll();
  if (all === undefined) throw rpcErrors.invalidArgument("'stream' or 'all' is missing");
  const position = all.getPosition();
  return {
    stream: undefined,
    from: position !== undefined ? wholeNumber(position.getCommitPosition()) : all.hasEnd() ? 'end' : 'start',
  };
}
