import { projection, timerTable, type Projection } from '@egov/chassis/projections';
import type { DossierEvent } from '../../domain/dossier/events.ts';

/** The timers of supplements: each fires when the applicant's time to respond is over. */
export const supplementTimerTable = timerTable('supplement_timer_v2');

/** The kinds of timers in this table. */
export const supplementExpiry = 'supplement-expiry';

/**
 * Schedules the end of each supplement's time, and cancels it when the papers are supplied or the dossier
 * ends. An imported history has no timers.
 */
export const supplementTimers: Projection = projection<DossierEvent>({
  table: supplementTimerTable.table,
  schema: supplementTimerTable.schema,
  on: {
    SupplementRequested: (db, { eventId, aggregateId, correlation, traceparent, importId, data }) => {
      if (importId !== undefined || !data.replyBy) return;
      supplementTimerTable.schedule(db, {
        id: eventId,
        dueAt: data.replyBy.at,
        kind: supplementExpiry,
        aggregateId,
        correlation,
        traceparent,
      });
    },
    SupplementReceived: (db, { aggregateId }) => {
      supplementTimerTable.cancelOf(db, aggregateId);
    },
    SupplementExpired: (db, { aggregateId }) => {
      supplementTimerTable.cancelOf(db, aggregateId);
    },
    DossierStopped: (db, { aggregateId }) => {
      supplementTimerTable.cancelOf(db, aggregateId);
    },
    DossierWithdrawn: (db, { aggregateId }) => {
      supplementTimerTable.cancelOf(db, aggregateId);
    },
  },
});
