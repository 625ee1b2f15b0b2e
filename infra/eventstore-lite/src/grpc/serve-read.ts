import type { Store } from '../storage/store.ts';
import { FORMAT, type StoredEvent } from '../storage/records.ts';
import { matcher, mustPause } from '../subscriptions/event-filter.ts';
import { filterTurn } from '../subscriptions/filter-turn.ts';
import { resolve } from '../subscriptions/resolve-link.ts';
import { readResponse } from '../wire/read-response.ts';
import type { ReadPlan } from './read-plan.ts';
import type { ResponseSink } from './response-sink.ts';
import { rpcErrors } from './rpc-error.ts';
import { nextTurn } from './next-turn.ts';

const PAGE = 256;

/** Serves a read that ends: of one stream or of `$all`. */
export async function serveRead<Q>(store: Store, plan: ReadPlan, sink: ResponseSink<Q>): Promise<void> {
  await (plan.stream === undefined ? readAll(store, plan, sink) : readStream(store, plan, plan.stream, sink));
  sink.end();
}

async function readStream<Q>(
  { reader }: Store,
  plan: ReadPlan,
  stream: string,
  sink: ResponseSink<Q>,
): Promise<void> {
  if (reader.isTombstoned(stream)) throw rpcErrors.streamDeleted(stream);
  const window = reader.window(stream);
  if (window === undefined) {
    await sink.write(readResponse.streamNotFound(stream));
    return;
  }
  const first = reader.firstVisible(stream, window);
  const asked = plan.from === 'start' ? 0 : plan.from === 'end' ? Number.MAX_SAFE_INTEGER : plan.from;
  const pages = plan.backwards
    ? (last: StoredEvent | undefined, limit: number) =>
        reader.streamBackwards(
          stream,
          last === undefined ? Math.min(asked, window.to) : last.revision - 1,
          first,
          limit,
        )
    : (last: StoredEvent | undefined, limit: number) =>
        reader.streamForwards(
          stream,
          last === undefined ? Math.max(asked, first) : last.revision + 1,
          window.to,
          limit,
        );
  if (
    plan.compatibility >= 1 &&
    !plan.backwards &&
    Math.max(asked, first) > window.to &&
    asked !== window.to + 1
  ) {
    await sink.write(readResponse.firstStreamPosition(window.to + 1));
  }
  await sendPages(pages, { reader }, plan, sink);
  if (plan.compatibility >= 1) await sink.write(readResponse.lastStreamPosition(window.to));
}

async function readAll<Q>(store: Store, plan: ReadPlan, sink: ResponseSink<Q>): Promise<void> {
  const { reader } = store;
  const end = store.head();
  const asked = plan.from === 'start' ? 0 : plan.from === 'end' ? end + 1 : plan.from;
  const pages = plan.backwards
    ? (last: StoredEvent | undefined, limit: number) => reader.allBackwards(last?.position ?? asked, limit)
    : (last: StoredEvent | undefined, limit: number) =>
        reader.allForwards(last?.position ?? asked - 1, limit).filter(({ position }) => position <= end);
  await sendPages(pages, store, plan, sink);
}

type Pages = (last: StoredEvent | undefined, limit: number) => readonly StoredEvent[];

async function sendPages<Q>(
  pages: Pages,
  { reader }: Pick<Store, 'reader'>,
  plan: ReadPlan,
  sink: ResponseSink<Q>,
): Promise<void> {
  const matches = matcher(plan.filter);
  let left = plan.count ?? Number.MAX_SAFE_INTEGER;
  let last: StoredEvent | undefined;
  while (left > 0 && !sink.closed) {
    const page = pages(last, plan.filter === undefined ? Math.min(PAGE, left) : PAGE);
    last = page.at(-1);
    if (last === undefined) return;
    for (const event of page) {
      if (mustPause(plan.filter)) await filterTurn.next();
      if (sink.closed) return;
      if (event.format === FORMAT.scavenged || !matches(event) || left === 0) continue;
      left -= 1;
      await sink.write(readResponse.event(resolve(reader, event, plan.resolveLinks), plan.structuredIds));
    }
    await nextTurn();
  }
}
