import type { Request, RequestHandler, Response } from 'express';
import type { NatsConnection } from '@nats-io/transport-node';
import { liveViewers, usualStreams, type LiveViewers, type StreamLimits } from './live-viewers.ts';
import { memoryLogins, type Logins } from './session/logins.ts';

/** Tells viewers of a record that it has changed, never what, so that nobody learns what they may not see. */
export type LiveChanges = Readonly<{
  /** Calls back with each later revision of the record; returns a stop function. */
  follow: (id: string, changed: (revision: string) => void) => () => void;
  viewers: LiveViewers;
}>;

/** Changes reported by hand, for tests and as the core of those reported by the broker. */
export function localChanges(
  logins = memoryLogins(),
  limits = usualStreams,
): LiveChanges & Readonly<{ tell: (id: string, revision: string) => void }> {
  const listeners = new Map<string, Set<(revision: string) => void>>();
  return {
    follow: (id, changed) => {
      const those = listeners.get(id) ?? new Set();
      listeners.set(id, those.add(changed));
      return () => {
        those.delete(changed);
        if (those.size === 0 && listeners.get(id) === those) listeners.delete(id);
      };
    },
    viewers: liveViewers(logins, limits),
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
  logins,
  limits,
}: Readonly<{
  nats: NatsConnection;
  subjects: readonly string[];
  logins: Logins;
  limits?: StreamLimits;
}>): LiveChanges {
  const { tell, ...changes } = localChanges(logins, limits);
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

const BEAT_MS = 25_000;
/** A stream ends by itself and is reopened, so that a viewer who has lost access stops seeing changes. */
const MAX_LIFE_MS = 10 * 60_000;
const RETRY_MS = 5_000;

type Stream = Readonly<{ id: string; response: Response; over: AbortSignal }>;

/**
 * Responds with a stream of server-sent events, one `changed` for each later revision of the record, until
 * `over`. `missed` is a revision to send at once.
 */
function streamChanges(changes: LiveChanges, { id, response, over }: Stream, missed?: string): void {
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
  const end = (): void => {
    unfollow();
    response.end();
  };
  const endOfLife = setTimeout(end, MAX_LIFE_MS);
  over.addEventListener('abort', end);
  response.on('close', () => {
    clearInterval(beat);
    clearTimeout(endOfLife);
    unfollow();
  });
  if (over.aborted) end();
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
 * rendered is sent at once. A stream is nobody's use of the portal, so it never writes the session.
 */
export const liveStream =
  (changes: LiveChanges, { of, revision }: LiveRecord): RequestHandler =>
  async (request, response) => {
    const id = of(request);
    const over = new AbortController();
    const leave = await changes.viewers.admit(request, () => over.abort());
    response.on('close', leave);
    if (response.destroyed) return leave();
    let last: string | undefined;
    // Subscribed before the revision is fetched, so that nothing is missed in between.
    const unfollow = changes.follow(id, (heard) => {
      last = heard;
    });
    try {
      const now = String(await revision(request));
      const { seen } = request.query;
      if (last === undefined && typeof seen === 'string' && seen !== now) last = now;
      delete (request as Partial<Request>).session;
      streamChanges(changes, { id, response, over: over.signal }, last);
    } finally {
      unfollow();
    }
  };
