import type { Event } from '../domain/mod.ts';
import type { ProjectionDb, ReadModels } from '../runtime/projections/projection.ts';
import type { StoredEvent } from '../runtime/event-log/stored-event.ts';
import { openReadModel, readModelFile } from '../runtime/projections/read-model-file.ts';
import { statementCache } from '../runtime/projections/statement-cache.ts';

/**
 * Fills a service's read model without a log, through the same projections, file and transactions that the
 * projector uses: for benchmarks of a million dossiers. A query pool can read the file; a projector would
 * find no log for its checkpoint and rebuild it.
 */
export function fillReadModel({ models, dataDir }: { models: ReadModels; dataDir: string }) {
  const file = openReadModel(readModelFile(dataDir, models.service), models.projections);
  const db = statementCache(file.db);
  type Handler = ((db: ProjectionDb, event: StoredEvent) => void) | undefined;
  return {
    /** Projects a batch of events in one transaction. */
    apply(events: readonly StoredEvent<Event>[]): void {
      file.transaction(() => {
        for (const event of events)
          for (const { on } of models.projections)
            (on[event.type as keyof typeof on] as Handler)?.(db, event);
      });
    },
    close(): void {
      file.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      file.db.close();
    },
  };
}
