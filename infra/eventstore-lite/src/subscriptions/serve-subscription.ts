import { randomUUID } from 'node:crypto';
import { nextTurn } from '../grpc/next-turn.ts';
import type { ReadPlan } from '../grpc/read-plan.ts';
import type { ResponseSink } from '../grpc/response-sink.ts';
import { rpcErrors } from '../grpc/rpc-error.ts';
import { FORMAT, type StoredEvent } from '../storage/records.ts';
import type { Store } from '../storage/store.ts';
import { readResponse } from '../wire/read-response.ts';
import { matcher, mustPause } from './event-filter.ts';
import { filterTurn } from './filter-turn.ts';
import { GrowthSignal } from './growth-signal.ts';
import { resolve } from './resolve-link.ts';

const PAGE = 256;

/** The position of a subscription, and how it continues from there. */
interface Course {
  /** The events after the last one sent. */
  next(limit: number): readonly StoredEvent[];
  take(event: StoredEvent): void;
}

/**
 * A catch-up subscription. History and new events are one loop that reads on from its position, so that
 * nothing falls between the two; the commit feed only wakes it.
 */
export async function serveSubscription<Q>(
  store: Store,
  plan: ReadPlan,
  sink: ResponseSink<Q>,
): Promise<void> {
  if (plan.filter !== undefined && plan.filter.checkpointEvery <= 0)
    throw rpcErrors.invalidArgument("'checkpointIntervalMultiplier' must be greater than zero");
  if (plan.stream !== undefined && store.reader.isTombstoned(plan.stream))
    throw rpcErrors.streamDeleted(plan.stream);
  const growth = new GrowthSignal(store.feed, plan.stream);
  sink.onClose(() => growth.stop());
  const course =
    plan.stream === undefined ? courseOfAll(store, plan) : courseOfStream(store, plan, plan.stream);
  await sink.write(readResponse.confirmation(randomUUID()));
  const send = sender(store, plan, sink);
  let live = false;
  while (!sink.closed) {
    const page = course.next(PAGE);
    if (page.length === 0) {
      if (plan.stream !== undefined && store.reader.isTombstoned(plan.stream))
        throw rpcErrors.streamDeleted(plan.stream);
      if (!live) await sink.write(readResponse.caughtUp());
      live = true;
      await growth.wait();
      continue;
    }
    if (live && page.length === PAGE) {
      live = false;
      await sink.write(readResponse.fellBehind());
    }
    for (const event of page) {
      course.take(event);
      await send(event);
      if (sink.closed) return;
    }
    await nextTurn();
  }
}

function courseOfAll({ reader, head }: Store, { from }: ReadPlan): Course {
  let position = from === 'start' ? 0 : from === 'end' ? head() : from;
  return {
    next: (limit) => reader.allForwards(position, limit),
    take: (event) => {
      position = event.position;
    },
  };
}

function courseOfStream({ reader }: Store, { from }: ReadPlan, stream: string): Course {
  let revision = from === 'start' ? -1 : from === 'end' ? (reader.head(stream)?.last ?? -1) : from;
  return {
    next: (limit) => {
      const window = reader.window(stream);
      if (window === undefined) return [];
      const first = Math.max(revision + 1, reader.firstVisible(stream, window));
      return first > window.to ? [] : reader.streamForwards(stream, first, window.to, limit);
    },
    take: (event) => {
      revision = event.revision;
    },
  };
}

/** Sends an event that matches, and a checkpoint each time enough events were examined. */
function sender<Q>(
  { reader }: Store,
  plan: ReadPlan,
  sink: ResponseSink<Q>,
): (event: StoredEvent) => Promise<void> {
  const matches = matcher(plan.filter);
  const every = plan.filter?.checkpointEvery ?? Number.MAX_SAFE_INTEGER;
  let considered = 0;
  return async (event) => {
    if (mustPause(plan.filter)) await filterTurn.next();
    if (event.format !== FORMAT.scavenged && matches(event)) {
      await sink.write(readResponse.event(resolve(reader, event, plan.resolveLinks), plan.structuredIds));
    }
    considered += 1;
    if (considered < every) return;
    considered = 0;
    await sink.write(readResponse.checkpoint(event.position));
  };
}
