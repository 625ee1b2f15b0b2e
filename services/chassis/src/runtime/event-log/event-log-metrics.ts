import { metrics } from '@opentelemetry/api';

const meter = metrics.getMeter('egov');

/** What the event log counts. Attributes name categories, event types and outcomes, never an aggregate or a person. */
export const eventLogMetrics = {
  chainBreaks: meter.createCounter('chain_break_total', { description: 'Breaks found in the hash chain of a stream; each is an alarm.' }),
  unknownTypes: meter.createCounter('event_unknown_type_total', { description: 'Events skipped because their type is not declared here.' }),
  conflicts: meter.createCounter('append_conflict_total', { description: 'Appends refused because the stream had moved on.' }),
  appendRetries: meter.createCounter('append_retry_total', { description: 'Appends sent again, unchanged, after a transport failure.' }),
  commands: meter.createHistogram('command_duration_milliseconds', { unit: 'ms', description: 'From a command reaching its handler to its answer.' }),
};
