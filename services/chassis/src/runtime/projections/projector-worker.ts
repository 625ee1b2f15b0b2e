import { readFile } from 'node:fs/promises';
import { renameSync } from 'node:fs';
import type { MessagePort } from 'node:worker_threads';
import { EventStoreDBClient } from '@eventstore/db-client';
import { type ChainKeys, readChainKeys } from '../event-log/chain-keys.ts';
import { chainWatch } from '../event-log/chain-watch.ts';
import { eventDecoder } from '../event-log/event-decoder.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { type DecodeEvents, ProjectionFailure } from './event-application.ts';
import { onJoin } from './on-join.ts';
import { type EngineReport, type ProjectorEngine, startEngine } from './projector-engine.ts';
import type { ReadModels } from './projection.ts';
import { removeReadModel } from './read-model-file.ts';
import { type FromProjector, type ProjectorThread, type ToProjector, sent } from './worker-messages.ts';

const LAG_TOLD_EVERY_MS = 1_000;

onJoin<ProjectorThread>(async (thread, port) => {
  const { default: models } = (await import(thread.module)) as { default: ReadModels };
  const client = EventStoreDBClient.connectionString(thread.eventStoreUrl);
  const chainKeys = await readChainKeys(thread.chainKeysFile);
  const keys = await openKeys(thread, models);
  project({ thread, models, client, keys, chainKeys, port });
});

type Projecting = Readonly<{
  thread: ProjectorThread;
  models: ReadModels;
  client: EventStoreDBClient;
  keys: KeyStore;
  chainKeys: ChainKeys;
  port: MessagePort;
}>;

/** Projects the log into the file of one service until its port tells it to stop. */
function project({ thread, models, client, keys, chainKeys, port }: Projecting): void {
  const tell = (message: FromProjector): void => port.postMessage(message);
  const report = reportTo(tell);
  const decode = decoding(models, keys, chainKeys, tell);
  const open = (file: string, more: Partial<EngineReport> = {}): ProjectorEngine =>
    startEngine({ file, models, client, decode, report: { ...report, ...more } });
  let engine = open(thread.file);
  const lag = tellLag(() => engine, tell);
  let letGo: (() => void) | undefined;
  let next: ProjectorEngine | undefined;

  /** Fills a new file next to the one in use, which stays current meanwhile, and then replaces it. */
  const rebuild = async (): Promise<void> => {
    const beside = `${thread.file}.next`;
    removeReadModel(beside);
    await new Promise<void>((resolve, reject) => {
      next = open(beside, { moved: () => undefined, caughtUp: resolve, failed: reject });
    });
    await next?.stop();
    next = undefined;
    await engine.stop();
    const free = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    tell({ kind: 'let-go' });
    await free;
    removeReadModel(thread.file);
    renameSync(beside, thread.file);
    engine = open(thread.file);
    tell({ kind: 'rebuilt', position: engine.position() });
  };
  const stop = async (): Promise<void> => {
    clearInterval(lag);
    await next?.stop();
    await engine.stop();
    await keys.close();
    tell({ kind: 'stopped' });
    // Last, since it waits for pending reads of the log: if no other part is left, the thread ends meanwhile.
    await client.dispose();
  };
  port.on('message', (message: ToProjector) => {
    if (message === 'stop') void stop();
    else if (message === 'let-go-done') letGo?.();
    else void rebuild().catch((error: unknown) => tell({ kind: 'rebuild-failed', error: sent(error) }));
  });
  tell({ kind: 'open', position: engine.position() });
}

type Tell = (message: FromProjector) => void;

const reportTo = (tell: Tell): EngineReport => ({
  moved: (position, applied, skipped) => tell({ kind: 'moved', position, applied, skipped }),
  caughtUp: () => tell({ kind: 'caught-up' }),
  gone: (seen) => tell({ kind: 'chain-broken', reason: 'gone', ...seen }),
  failed: (error) =>
    tell({
      kind: 'failed',
      error: sent(error),
      facts: error instanceof ProjectionFailure ? error.facts : {},
    }),
  note: (level, message, { err, ...facts }) =>
    tell({ kind: 'note', level, message, facts, error: err === undefined ? undefined : sent(err) }),
});

/**
 * A broken chain raises an alarm but does not stop the projector: one altered event must not block a whole
 * province's lists. A forged event gets into none of them.
 */
function decoding(
  { catalogues }: ReadModels,
  keys: KeyStore,
  chainKeys: ChainKeys,
  tell: Tell,
): DecodeEvents {
  const decoder = eventDecoder(catalogues, keys);
  const watch = chainWatch(chainKeys);
  return (events) => {
    const genuine = events.map((event) => {
      const seen = watch(event);
      if (seen !== undefined) tell({ kind: 'chain-broken', ...seen });
      return seen?.reason === 'forged' ? {} : { event };
    });
    return decoder.batch(genuine);
  };
}

function tellLag(engine: () => ProjectorEngine, tell: Tell): NodeJS.Timeout {
  let told = 0;
  return setInterval(() => {
    const seconds = engine().lagSeconds();
    if (seconds !== told) tell({ kind: 'lag', seconds });
    told = seconds;
  }, LAG_TOLD_EVERY_MS);
}

/** A service that seals nothing needs no keys, and thus no connection for them. */
async function openKeys(thread: ProjectorThread, models: ReadModels): Promise<KeyStore> {
  const seals = Object.values(models.catalogues).some((catalogue) =>
    Object.values(catalogue).some(({ sealed }) => sealed !== undefined),
  );
  if (!seals) {
    const { memoryKeyStore } = await import('../keys/memory-key-store.ts');
    return memoryKeyStore();
  }
  if (thread.natsUrl === undefined || thread.masterKeyFile === undefined)
    throw new TypeError('Sealed fields need natsUrl and masterKeyFile.');
  const [{ connectNats }, { natsKeyStore }, masterKey] = await Promise.all([
    import('../messaging/connect-nats.ts'),
    import('../keys/nats-key-store.ts'),
    readFile(thread.masterKeyFile),
  ]);
  const nats = await connectNats(thread.natsUrl, 'projector');
  const store = await natsKeyStore({ nats, masterKey, space: thread.name });
  return {
    ...store,
    close: async () => {
      await store.close();
      await nats.close();
    },
  };
}
