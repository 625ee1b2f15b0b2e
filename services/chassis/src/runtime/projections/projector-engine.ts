import {
  type AllStreamRecordedEvent,
  type EventStoreDBClient,
  type Position,
  StreamDeletedError,
  StreamNotFoundError,
} from '@eventstore/db-client';
import { setImmediate as turn } from 'node:timers/promises';
import { startFeed } from './event-feed.ts';
import { eventApplication, type DecodeEvents } from './event-application.ts';
import type { ReadModels } from './projection.ts';
import { type Checkpoint, type ReadModelFile, openReadModel, removeReadModel } from './read-model-file.ts';

/** Callbacks of an engine. */
export type EngineReport = Readonly<{
  moved: (position: bigint, applied: number, unknown: number) => void;
  caughtUp: () => void;
  /** The last event that was projected is no longer where it was. */
  gone: (seen: Readonly<{ stream: string; revision: bigint }>) => void;
  failed: (error: unknown) => void;
  note: (level: 'info' | 'warn', message: string, facts: Readonly<Record<string, unknown>>) => void;
}>;

/** Options of an engine. */
export type EngineOptions = Readonly<{
  file: string;
  models: ReadModels;
  client: EventStoreDBClient;
  decode: DecodeEvents;
  report: EngineReport;
}>;

/** Keeps one read model's file up to date with the log. */
export type ProjectorEngine = Readonly<{
  position: () => bigint;
  lagSeconds: () => number;
  stop: () => Promise<void>;
}>;

/** Opens the file, and follows the log into it. */
export const startEngine = (options: EngineOptions): ProjectorEngine => {
  const { models, client, report } = options;
  let file = openReadModel(options.file, models.projections);
  let application = eventApplication(file, models, options.decode, report);
  let live = false;

  const startAgain = ({ stream, revision, commit: position }: Checkpoint): void => {
    report.gone({ stream, revision });
    report.note('warn', 'the read model is of another log, and is rebuilt', { stream, revision, position });
    file.db.close();
    removeReadModel(options.file);
    file = openReadModel(options.file, models.projections);
    application = eventApplication(file, models, options.decode, report);
    report.moved(application.position(), 0, 0);
  };
  const feed = startFeed({
    client,
    prefixes: models.prefixes,
    from: async () => {
      for (const checkpoint of file.checkpoints()) {
        if (checkpoint === undefined || (await stands(client, checkpoint))) continue;
        startAgain(checkpoint);
        break;
      }
      return earliest(file);
    },
    apply: (events: readonly AllStreamRecordedEvent[]) => application.apply(events),
    caughtUp: () => {
      if (live) return;
      live = true;
      file.settle();
      report.caughtUp();
    },
    failed: report.failed,
    disconnected: (error) => report.note('warn', 'the event log is out of reach', { err: error }),
  });
  return {
    position: () => application.position(),
    lagSeconds: () => {
      const since = feed.lagSince();
      return since === undefined ? 0 : Math.max(0, (Date.now() - since.getTime()) / 1_000);
    },
    stop: async () => {
      await feed.stop();
      await turn();
      application.close();
      file.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      file.db.close();
    },
  };
};

const earliest = (file: ReadModelFile): Position | undefined => {
  const [first, ...others] = file.checkpoints();
  if (first === undefined) return undefined;
  return others.reduce<Checkpoint | undefined>(
    (least, each) =>
      least === undefined || each === undefined ? undefined : each.commit < least.commit ? each : least,
    first,
  );
};

/**
 * Returns whether the checkpoint's event is still in the log at its position: after a restore there may be
 * another one, or none.
 */
const stands = async (client: EventStoreDBClient, checkpoint: Checkpoint): Promise<boolean> => {
  try {
    const read = client.readStream(checkpoint.stream, { fromRevision: checkpoint.revision, maxCount: 1 });
    let found = false;
    // Read to its end: `dispose` waits forever for a read that was left early.
    for await (const { event } of read)
      found =
        event?.id === checkpoint.eventId &&
        event.revision === checkpoint.revision &&
        (event.position === undefined || event.position.commit === checkpoint.commit);
    return found;
  } catch (error) {
    if (error instanceof StreamNotFoundError || error instanceof StreamDeletedError) return false;
    throw error;
  }
};
