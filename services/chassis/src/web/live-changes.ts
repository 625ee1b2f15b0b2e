import type { Request, RequestHandler, Response } from 'express';
import type { NatsConnection } from '@nats-io/transport-node';

/** Tells viewers of a record that it has changed, never what, so that nobody learns what they may not see. */
export type LiveChanges = Readonly<{
  /** Calls back with each later revision of the record; returns a stop function. */
  follow: (id: string, changed: (revision: string) => void) => () => void;
  /** How many viewers there are now. */
  followers: () => number;
}>;

/** Changes reported by hand, for tests and as the core of those reported by the broker. */
export function localChanges(): LiveChanges & Readonly<{ tell: (id: string, revision: string) => void }> {
  const listeners = new Map<string, Set<(revision: string) => void>>();
  let count = 0;
  return {
    follow: (id, changed) => {
      const those = listeners.get(id) ?? new Set();
      listeners.set(id, those.add(changed));
      count += 1;
      return () => {
        if (!those.delete(changed)) return;
        count -= 1;
        if (those.size === 0) listeners.delete(id);
      };
    },
    followers: () => count,
    tell: (id, revision) => {
      for (const changed of listeners.get(id) ?? []) changed(revision);
    },
  };
}

/**
 * Changes reported by a service's public events. Nothing is acknowledged: what is missed is seen at the next
 * view.
 */
export function natsChanges({
  nats,
  subjects,
}: Readonly<{ nats: NatsConnection; subjects: readonly string[] }>): LiveChanges {
  const { tell, ...changes } = localChanges();
  for (const subject of subjects) {
    nats.subscribe(subject, {
      callback: (error, message) => {
        if (error) throw error;
        const { headers } = message;
        if (headers?.has('ce-subject')) tell(headers.get('ce-subject'), headers.get('egov-revision'));
      },
    });
  }
  return changes;
}

const MAX_STREAMS = 2_000;
const BEAT_MS = 25_000;
/** A stream ends by itself and is reopened, so that a viewer who has lost access stops seeing changes. */
const MAX_LIFE_MS = 10 * 60_000;
const RETRY_MS = 5_000;

/**
 * Responds with a stream of server-sent events, one `changed` for each later revision of the record. The
 * caller must have checked access; `missed` is a revision to send at once.
 */
export function streamChanges(changes: LiveChanges, id: string, response: Response, missed?: string): void {
  if (changes.followers() >= MAX_STREAMS) {
    response.status(503).set('retry-after', '60').end();
    return;
  }
  response.status(200).set({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  response.write(`retry: ${RETRY_MS}\n\n`);
  const tell = (revision: string): void => {
    response.write(`event: changed\ndata: ${revision}\n\n`);
  };
  if (missed !== undefined) tell(missed);
  const unfollow = changes.follow(id, tell);
  const beat = setInterval(() => {
    response.write(':\n\n');
  }, BEAT_MS);
  const end = setTimeout(() => {
    response.end();
  }, MAX_LIFE_MS);
  response.on('close', () => {
    clearInterval(beat);
    clearTimeout(end);
    unfollow();
  });
}

/**
 * The subject of a stream: `of` gets the record's id from the request, `revision` fetches its current
 * revision and throws if the visitor may not see it.
 */
export type LiveRecord = Readonly<{
  of: (request: Request) => string;
  revision: (request: Request) => Promise<bigint>;
}>;

/**
 * Makes the handler of a stream. A page sends the revision it shows (`?seen=7`): a change made while it was
 * rendered is sent at once.
 */
export const liveStream =
  (changes: LiveChanges, { of, revision }: LiveRecord): RequestHandler =>
  async (request, response) => {
    const id = of(request);
    let last: string | undefined;
    // Subscribed before the revision is fetched, so that nothing is missed in between.
    const unfollow = changes.follow(id, (heard) => {
      last = heard;
    });
    try {
      const now = String(await revision(request));
      const { seen } = request.query;
      if (last === undefined && typeof seen === 'string' && seen !== now) last = now;
      streamChanges(changes, id, response, last);
    } finally {
      unfollow();
    }
  };
