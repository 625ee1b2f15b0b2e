import { readFile } from 'node:fs/promises';
import { renameSync } from 'node:fs';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { EventStoreDBClient } from '@eventstore/db-client';
import { type SeenBreak, chainWatch } from '../event-log/chain-watch.ts';
import { eventDecoder } from '../event-log/event-decoder.ts';
import type { KeyStore } from '../keys/mod.ts';
import { type DecodeEvents, ProjectionFailure } from './event-application.ts';
import { type EngineReport, type ProjectorEngine, startEngine } from './projector-engine.ts';
import type { ReadModels } from './projection.ts';
import { removeReadModel } from './read-model-file.ts';
import { type FromProjector, type ProjectorThread, type ToProjector, sent } from './worker-messages.ts';

const LAG_TOLD_EVERY_MILLISECONDS = 1_000;

const threadPort = (): MessagePort => {
  if (parentPort === null) throw new TypeError('This file runs in a worker thread.');
  return parentPort;
};
const port = threadPort();
const thread = workerData as ProjectorThread;
const tell = (message: FromProjector): void => port.postMessage(message);

const { default: models } = (await import(thread.module)) as { default: ReadModels };
const client = EventStoreDBClient.connectionString(thread.eventStoreUrl);
const keys = await openKeys();
const decoder = eventDecoder(models.catalogues, keys);
const watch = chainWatch();
const decode: DecodeEvents = (events) => {
  for (const event of events) alarm(watch(event));
  return decoder.batch(events.map((event) => ({ event })));
};

/**
 * A broken chain is an alarm, not an end: the lists of a whole province must not stand still for one altered
 * event.
 */
function alarm(seen: SeenBreak | undefined): void {
  if (seen !== undefined) tell({ kind: 'chain-broken', ...seen });
}

const failed = (error: unknown): void =>
  tell({ kind: 'failed', error: sent(error), facts: error instanceof ProjectionFailure ? error.facts : {} });
const report: EngineReport = {
  moved: (position, applied, skipped) => tell({ kind: 'moved', position, applied, skipped }),
  caughtUp: () => tell({ kind: 'caught-up' }),
  failed,
  note: (level, message, { err, ...facts }) =>
    tell({ kind: 'note', level, message, facts, error: err === undefined ? undefined : sent(err) }),
};
let engine: ProjectorEngine = startEngine({ file: thread.file, models, client, decode, report });
let told = 0;
const lag = setInterval(() => {
  const seconds = engine.lagSeconds();
  if (seconds !== told) tell({ kind: 'lag', seconds });
  told = seconds;
}, LAG_TOLD_EVERY_MILLISECONDS);

let letGo: (() => void) | undefined;
let next: ProjectorEngine | undefined;
port.on('message', (message: ToProjector) => {
  if (message === 'stop') void stop();
  else if (message === 'let-go-done') letGo?.();
  else void rebuild().catch((error: unknown) => tell({ kind: 'rebuild-failed', error: sent(error) }));
});
tell({ kind: 'open', position: engine.position() });

/** Fills a new file beside the one in use, which stays current meanwhile, and then takes its place. */
async function rebuild(): Promise<void> {
  const beside = `${thread.file}.next`;
  removeReadModel(beside);
  await new Promise<void>((resolve, reject) => {
    next = startEngine({
      file: beside,
      models,
      client,
      decode,
      report: { ...report, moved: () => undefined, caughtUp: resolve, failed: reject },
    });
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
  engine = startEngine({ file: thread.file, models, client, decode, report });
  tell({ kind: 'rebuilt', position: engine.position() });
}

async function stop(): Promise<void> {
  clearInterval(lag);
  await next?.stop();
  await engine.stop();
  await keys.close();
  tell({ kind: 'stopped' });
  port.close();
}

/** A service that seals nothing needs no keys, and so no connection for them. */
async function openKeys(): Promise<KeyStore> {
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
  const store = await natsKeyStore({ nats, masterKey, bucket: 'person-keys' });
  return {
    ...store,
    close: async () => {
      await store.close();
      await nats.close();
    },
  };
}
