import type { NatsConnection } from '@nats-io/transport-node';
import type { Instant } from '../../domain/mod.ts';
import type { EventServiceConfig } from '../config/service-config.ts';
import { wallClock } from '../context/wall-clock.ts';
import type { RetryParked } from '../messaging/consumer.ts';
import type { Reread } from '../messaging/hear-rereads.ts';
import { startPolicies } from '../messaging/start-policies.ts';
import { startTimers } from '../messaging/timers.ts';
import type { DueTimer } from '../projections/timer-table.ts';
import type { Asks, EventGround, EventService } from './service-definition.ts';

type Started = Readonly<{
  service: EventService;
  ground: EventGround<Asks, EventServiceConfig>;
  nats: NatsConnection;
  reread: Reread;
}>;

/**
 * Starts the background work of a service: its timers, and its policies over others' events. Returns how to
 * retry what the policies gave up on, if it has any.
 */
export async function startReactions({
  service,
  ground,
  nats,
  reread,
}: Started): Promise<RetryParked | undefined> {
  const { name, hears, follows } = service.entry;
  const { logger, onStop, queries, fail } = ground;
  if (service.onTimer !== undefined) {
    const due = (now: Instant, limit: number) =>
      queries.query<readonly DueTimer[]>('dueTimers', { now, limit });
    const fire = service.onTimer(ground);
    const timers = startTimers({ nats, service: name, due, fire, clock: wallClock, logger });
    onStop('timers', () => timers.stop());
  }
  if (service.policies === undefined) return undefined;
  const ways = { nats, service: name, hears, follows, reread, clock: wallClock, logger, failed: fail };
  const { stop, retryParked } = await startPolicies({ ...service.policies(ground), ...ways });
  onStop('policies', stop);
  return retryParked;
}
