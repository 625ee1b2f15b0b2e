import { auditHandlers } from '../audit/audit-handlers.ts';
import type { EventServiceConfig } from '../config/service-config.ts';
import { wallClock } from '../context/wall-clock.ts';
import { type ChainKeys, readChainKeys } from '../event-log/chain-keys.ts';
import { openEventLog } from '../event-log/event-log.ts';
import { forgetAgain } from '../keys/forget-again.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { startRelay } from '../messaging/relay.ts';
import { operationsHandlers } from '../operations/operations-handlers.ts';
import { personHandlers } from '../person/person-handlers.ts';
import type { QueryPool } from '../projections/queries.ts';
import { startProjector } from '../projections/projector.ts';
import { queryPool } from '../projections/query-pool.ts';
import { withinLog } from '../projections/within-log.ts';
import { asking } from './asking.ts';
import { keptAnswers } from './kept-answers.ts';
import type { OpenedKeys } from './open-keys.ts';
import type { EventService, Ground } from './service-definition.ts';
import type { Opened } from './opened.ts';
import { startReactions } from './start-reactions.ts';

/** Opens what a service that records events needs besides keys, and starts its background work. */
export async function openEvents(
  service: EventService,
  ground: Ground<EventServiceConfig>,
  { nats, keys }: OpenedKeys,
): Promise<Opened> {
  const { entry, readModels } = service;
  const { name } = entry;
  const { config, logger, onStop } = ground;
  const { EVENTSTORE_URL: eventStoreUrl, NATS_URL: natsUrl, MASTER_KEY_FILE: masterKeyFile } = config;
  const { CHAIN_KEYS_FILE: chainKeysFile } = config;
  const chainKeys = await readChainKeys(chainKeysFile);
  const log = openEventLog({
    url: eventStoreUrl,
    service: name,
    province: config.PROVINCE,
    keys,
    chainKeys,
    clock: wallClock,
    logger,
  });
  onStop('event log', () => log.close());

  const readModel = { module: readModels.module, dataDir: config.DATA_DIR, name };
  const projector = await startProjector({
    ...readModel,
    eventStoreUrl,
    natsUrl,
    masterKeyFile,
    chainKeysFile,
    logger,
  });
  onStop('projector', () => projector.stop());
  projector.onFailure(ground.fail);
  const queries = withinLog(queryPool(readModel), { projected: projector.position, end: log.end });
  onStop('queries', () => queries.close());
  const relay = relayOf(service, ground, { nats, keys, chainKeys });
  onStop('relay', () => relay.stop());

  const { keepAnswers, reread } = keptAnswers();
  const eventGround = { ...ground, log, queries, ask: asking(entry.asks, ground), keepAnswers };
  const own = await service.serve(eventGround);
  const retryParked = await startReactions({ service, ground: eventGround, nats, reread });
  return {
    log,
    services: [
      ...own,
      auditHandlers(queries, readModels.models),
      personHandlers(log, service.person?.(eventGround)),
      operationsHandlers({ service: name, nats, projector, retryParked }),
    ],
    caughtUp: async () => {
      await projector.caughtUp;
      const count = await forgottenAgain(queries, keys);
      if (count > 0)
        logger.warn({ count }, 'the key store had keys of forgotten persons; they were destroyed again');
    },
  };
}

const relayOf = (
  { readModels, publisher }: EventService,
  { config, logger }: Ground<EventServiceConfig>,
  opened: OpenedKeys & Readonly<{ chainKeys: ChainKeys }>,
) => startRelay({ ...readModels.models, ...opened, eventStoreUrl: config.EVENTSTORE_URL, publisher, logger });

const forgottenAgain = async (queries: QueryPool, keys: KeyStore): Promise<number> =>
  forgetAgain({ forgotten: await queries.query<readonly string[]>('forgottenPersons', {}), keys });
