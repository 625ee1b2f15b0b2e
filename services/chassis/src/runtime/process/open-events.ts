import type { Instant } from '../../domain/mod.ts';
import { auditHandlers } from '../audit/mod.ts';
import type { EventServiceConfig } from '../config/mod.ts';
import { openEventLog } from '../event-log/mod.ts';
import { forgetAgain, type KeyStore } from '../keys/mod.ts';
import { startRelay, startTimers } from '../messaging/mod.ts';
import { operationsHandlers } from '../operations/mod.ts';
import { personHandlers } from '../person/mod.ts';
import type { DueTimer, QueryPool } from '../projections/mod.ts';
import { startProjector } from '../projections/projector.ts';
import { queryPool } from '../projections/query-pool.ts';
import { asking } from './asking.ts';
import type { OpenedKeys } from './open-keys.ts';
import type { EventService, Ground } from './service-definition.ts';
import type { Opened } from './opened.ts';

const clock = (): Instant => new Date().toISOString();

/** Opens what a service that records events stands on besides keys: log, read models, relay and timers. */
export async function openEvents(
  service: EventService,
  ground: Ground<EventServiceConfig>,
  { nats, keys }: OpenedKeys,
): Promise<Opened> {
  const { entry, readModels, publisher } = service;
  const { name } = entry;
  const { config, logger, onStop } = ground;
  const { EVENTSTORE_URL: eventStoreUrl, NATS_URL: natsUrl, MASTER_KEY_FILE: masterKeyFile } = config;
  const log = openEventLog({ url: eventStoreUrl, service: name, province: config.PROVINCE, keys, clock });
  onStop('event log', () => log.close());

  const readModel = { module: readModels.module, dataDir: config.DATA_DIR, name };
  const projector = await startProjector({ ...readModel, eventStoreUrl, natsUrl, masterKeyFile, logger });
  onStop('projector', () => projector.stop());
  projector.onFailure(ground.fail);
  const queries = queryPool(readModel);
  onStop('queries', () => queries.close());
  const relay = startRelay({ ...readModels.models, eventStoreUrl, nats, publisher, keys, logger });
  onStop('relay', () => relay.stop());

  const eventGround = { ...ground, log, queries, ask: asking(entry.asks, ground) };
  if (service.onTimer !== undefined) {
    const due = (now: Instant, limit: number) =>
      queries.query<readonly DueTimer[]>('dueTimers', { now, limit });
    const timers = startTimers({
      nats,
      service: name,
      due,
      fire: service.onTimer(eventGround),
      clock,
      logger,
    });
    onStop('timers', () => timers.stop());
  }
  return {
    services: [
      ...(await service.serve(eventGround)),
      auditHandlers(queries),
      personHandlers(log, service.person?.(eventGround)),
      operationsHandlers({ service: name, projector, nats }),
    ],
    caughtUp: async () => {
      await projector.caughtUp;
      const count = await forgottenAgain(queries, keys);
      if (count > 0)
        logger.warn({ count }, 'the key store had keys of forgotten persons, they are destroyed again');
    },
  };
}

const forgottenAgain = async (queries: QueryPool, keys: KeyStore): Promise<number> =>
  forgetAgain({ forgotten: await queries.query<readonly string[]>('forgottenPersons', {}), keys });
