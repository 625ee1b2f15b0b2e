import { counter, histogram } from '../../telemetry/signals.ts';

/**
 * The metrics of the event log. Attributes name categories, event types and outcomes, never an aggregate or a
 * person.
 */
export const eventLogMetrics = {
  chainBreaks: { add: counter('chainBreaks') },
  unknownTypes: { add: counter('unknownEvents') },
  conflicts: { add: counter('appendConflicts') },
  appendRetries: { add: counter('appendRetries') },
  unansweredReads: { add: counter('unansweredReads') },
  commands: { record: histogram('commandDuration') },
};
