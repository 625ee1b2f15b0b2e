import type { AllStreamRecordedEvent } from '@eventstore/db-client';
import type { Event } from '../../domain/decider.ts';
import type { ProjectionDb, ReadModels } from './projection.ts';
import type { Checkpoint, ReadModelFile } from './read-model-file.ts';
import { statementCache } from './statement-cache.ts';
import type { StoredEvent } from '../event-log/stored-event.ts';

/** Upcasts and unseals recorded events, in order; `undefined` for a type that is in no catalogue. */
export type DecodeEvents = (
  events: readonly AllStreamRecordedEvent[],
) => Promise<readonly (StoredEvent | undefined)[]>;

/**
 * Thrown for a stored event of a known type that a projection could not handle: the projector stops at it.
 */
export class ProjectionFailure extends Error {
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(facts: Readonly<Record<string, unknown>>, options: ErrorOptions) {
    super('PROJECTION_FAILED', options);
    this.name = 'ProjectionFailure';
    this.facts = facts;
  }
}

/**
 * On this event projections blank their rows about a person; what was blanked must not stay in the
 * write-ahead log.
 */
const FORGETTING = 'PersonForgotten';
const TRUNCATION_RETRY_MS = 100;

type Handler = (db: ProjectionDb, event: StoredEvent) => void;
type Target = Readonly<{ handler: Handler; of: number; table: string }>;
type Step = Readonly<{ event: StoredEvent; targets: readonly Target[]; at: number }>;
type Report = Readonly<{
  moved: (position: bigint, applied: number, unknown: number) => void;
  note: (level: 'info' | 'warn', message: string, facts: Readonly<Record<string, unknown>>) => void;
}>;

/** Writes batches of events into a read model's file: rows and checkpoint together. */
export const eventApplication = (
  file: ReadModelFile,
  models: ReadModels,
  decode: DecodeEvents,
  report: Report,
) => {
  const targets = targetsOf(models);
  const stands = file.checkpoints().map((checkpoint) => checkpoint?.commit ?? -1n);
  const truncation = walTruncation(file);
  const write = stepWriting(file, stands);
  const unknownIn = unknownTypes(models, report);

  const apply = async (events: readonly AllStreamRecordedEvent[]): Promise<void> => {
    const last = events.at(-1);
    if (last === undefined) return;
    const skipped = unknownIn(events);
    const steps = await stepsOf(events, targets, decode);
    try {
      write(steps, last);
    } catch (error) {
      if (!(error instanceof StepFailure)) throw error;
      // What came before the failing event stays; the checkpoint is exactly where it stopped.
      const before = events[error.at - 1];
      if (before !== undefined)
        write(
          steps.filter(({ at }) => at < error.at),
          before,
        );
      throw new ProjectionFailure(error.facts, { cause: error.cause });
    }
    if (steps.some(({ event }) => event.type === FORGETTING)) truncation.request();
    report.moved(last.position.commit, events.length, skipped);
  };
  return {
    apply,
    position: () => stands.reduce((least, at) => (at < least ? at : least), stands[0] ?? -1n),
    close: truncation.stop,
  };
};

/** Writes rows and checkpoint together; `stands` is where each projection is. */
const stepWriting = (file: ReadModelFile, stands: bigint[]) => {
  const db = statementCache(file.db);
  return (steps: readonly Step[], last: AllStreamRecordedEvent): void => {
    let current: { step: Step; target: Target } | undefined;
    try {
      file.transaction(() => {
        for (const step of steps) {
          for (const target of step.targets) {
            if (step.event.position <= (stands[target.of] ?? -1n)) continue;
            current = { step, target };
            target.handler(db, step.event);
          }
        }
        file.moveTo(checkpointAt(last));
      });
    } catch (cause) {
      if (current === undefined) throw cause;
      const {
        step: { event, at },
        target,
      } = current;
      throw new StepFailure(
        at,
        { table: target.table, eventType: event.type, stream: event.stream, revision: event.revision },
        { cause },
      );
    }
    const { commit } = last.position;
    stands.forEach((at, of) => {
      if (at < commit) stands[of] = commit;
    });
  };
};

/** Counts events whose type is in no catalogue, and reports each type once. */
const unknownTypes = ({ catalogues }: ReadModels, report: Report) => {
  const known = new Set(Object.values(catalogues).flatMap((catalogue) => Object.keys(catalogue)));
  const unknown = new Set<string>();
  return (events: readonly AllStreamRecordedEvent[]): number => {
    const skipped = events.filter(({ type }) => !known.has(type));
    for (const { type } of skipped)
      if (!unknown.has(type))
        report.note('warn', 'events of an unknown type are skipped', { eventType: type });
    for (const { type } of skipped) unknown.add(type);
    return skipped.length;
  };
};

class StepFailure extends ProjectionFailure {
  readonly at: number;

  constructor(at: number, facts: Readonly<Record<string, unknown>>, options: ErrorOptions) {
    super(facts, options);
    this.at = at;
  }
}

const targetsOf = ({ projections }: ReadModels): ReadonlyMap<string, readonly Target[]> => {
  const targets = new Map<string, Target[]>();
  projections.forEach(({ on, table }, of) => {
    for (const [type, handler] of Object.entries(
      on as Readonly<Record<Event['type'], Handler | undefined>>,
    )) {
      if (handler !== undefined) targets.set(type, [...(targets.get(type) ?? []), { handler, of, table }]);
    }
  });
  return targets;
};

/** Only events that a projection handles are decoded. */
const stepsOf = async (
  events: readonly AllStreamRecordedEvent[],
  targets: ReadonlyMap<string, readonly Target[]>,
  decode: DecodeEvents,
) => {
  const wanted = events.flatMap((event, at) => {
    const of = targets.get(event.type);
    return of === undefined ? [] : [{ event, at, targets: of }];
  });
  const decoded = await decode(wanted.map(({ event }) => event));
  return wanted.flatMap(({ at, targets: of }, index): readonly Step[] => {
    const event = decoded[index];
    return event === undefined ? [] : [{ event, targets: of, at }];
  });
};

const checkpointAt = ({ position, streamId, revision, id }: AllStreamRecordedEvent): Checkpoint => ({
  commit: position.commit,
  prepare: position.prepare,
  stream: streamId,
  revision,
  eventId: id,
});

/** Truncates the write-ahead log after a forgetting; retries if a query is still reading. */
const walTruncation = ({ db }: ReadModelFile) => {
  let timer: NodeJS.Timeout | undefined;
  const attempt = (): void => {
    timer = undefined;
    const { busy } = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() ?? {};
    if (busy !== 0) timer = setTimeout(attempt, TRUNCATION_RETRY_MS);
  };
  return {
    request: (): void => {
      timer ??= setTimeout(attempt, 0);
    },
    stop: (): void => clearTimeout(timer),
  };
};
