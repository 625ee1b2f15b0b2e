/** Every attribute name that spans and metrics of this platform may carry: none of them about a person. */
export const ATTRIBUTES = {
  category: 'egov.stream.category',
  consumer: 'egov.consumer',
  eventType: 'egov.event.type',
  httpMethod: 'http.request.method',
  httpRoute: 'http.route',
  httpStatus: 'http.response.status_code',
  lane: 'egov.query.lane',
  method: 'rpc.method',
  policy: 'egov.policy',
  outcome: 'egov.outcome',
  projection: 'egov.projection',
  query: 'egov.query',
  reason: 'egov.reason',
  service: 'egov.service',
  statusCode: 'rpc.grpc.status_code',
} as const;

/** The short name of an attribute. */
export type AttributeKey = keyof typeof ATTRIBUTES;

/** Values by short name. */
export type Attributes = Readonly<Partial<Record<AttributeKey, string | number | boolean>>>;

/** Turns short names into the registered ones. */
export function named(attributes: Attributes): Record<string, string | number | boolean> {
  const full: Record<string, string | number | boolean> = {};
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) full[ATTRIBUTES[key as AttributeKey]] = value;
  }
  return full;
}

/** Every metric of this platform: its kind, name, meaning and unit. */
export const METRICS = {
  callsInFlight: {
    kind: 'gauge',
    name: 'egov.rpc.in_flight',
    unit: '{call}',
    description: 'Calls being handled',
  },
  callsShed: {
    kind: 'counter',
    name: 'egov.rpc.shed',
    unit: '{call}',
    description: 'Calls refused because of a limit',
  },
  callDuration: {
    kind: 'histogram',
    name: 'egov.rpc.duration',
    unit: 'ms',
    description: 'Time from arrival to response',
  },
  chainBreaks: {
    kind: 'counter',
    name: 'egov.chain.breaks',
    unit: '{break}',
    description: 'Breaks found in hash chains',
  },
  appendConflicts: {
    kind: 'counter',
    name: 'egov.append.conflicts',
    unit: '{conflict}',
    description: 'Appends that found another revision',
  },
  appendRetries: {
    kind: 'counter',
    name: 'egov.append.retries',
    unit: '{retry}',
    description: 'Appends sent again, unchanged, after a transport failure',
  },
  unansweredReads: {
    kind: 'counter',
    name: 'egov.log.unanswered_reads',
    unit: '{read}',
    description: 'Reads that the event log did not answer',
  },
  commandDuration: {
    kind: 'histogram',
    name: 'egov.command.duration',
    unit: 'ms',
    description: 'From a command reaching its handler to its answer',
  },
  unknownEvents: {
    kind: 'counter',
    name: 'egov.unknown_events',
    unit: '{event}',
    description: 'Events skipped because their type is not declared',
  },
  projectionLagSeconds: {
    kind: 'gauge',
    name: 'egov.projection.lag_seconds',
    unit: 's',
    description: 'Age of the oldest event not yet projected',
  },
  projectionFailures: {
    kind: 'counter',
    name: 'egov.projection.failures',
    unit: '{failure}',
    description: 'Projections stopped by a failure',
  },
  pageDuration: {
    kind: 'histogram',
    name: 'egov.page.duration',
    unit: 'ms',
    description: 'Time from a request for a page to its response',
  },
  queryDuration: {
    kind: 'histogram',
    name: 'egov.query.duration',
    unit: 'ms',
    description: 'Duration of queries of read models',
  },
  relayPublished: {
    kind: 'counter',
    name: 'egov.relay.published',
    unit: '{message}',
    description: 'Public events published',
  },
  relayLeads: {
    kind: 'gauge',
    name: 'egov.relay.leads',
    unit: '{relay}',
    description: 'Whether the relay of this process is the one that publishes',
  },
  relayLagSeconds: {
    kind: 'gauge',
    name: 'egov.relay.lag_seconds',
    unit: 's',
    description: 'Age of the oldest event not yet relayed, reported by the relay that publishes',
  },
  messagesHandled: {
    kind: 'counter',
    name: 'egov.consumer.handled',
    unit: '{message}',
    description: 'Messages handled by outcome',
  },
  messagesParked: {
    kind: 'counter',
    name: 'egov.consumer.parked',
    unit: '{message}',
    description: 'Messages given up on and parked',
  },
  parkedMessages: {
    kind: 'gauge',
    name: 'egov.consumer.parked_waiting',
    unit: '{message}',
    description: 'Messages that are parked now',
  },
  timersDue: {
    kind: 'gauge',
    name: 'egov.timers.due',
    unit: '{timer}',
    description: 'Timers due and not yet fired',
  },
  dossiersOverdue: {
    kind: 'gauge',
    name: 'egov.dossiers.overdue',
    unit: '{dossier}',
    description: 'Unfinished dossiers past their due time in the whole province, at most 10,000',
  },
  dossiersNearlyDue: {
    kind: 'gauge',
    name: 'egov.dossiers.nearly_due',
    unit: '{dossier}',
    description: 'Unfinished dossiers due within a day in the whole province, at most 10,000',
  },
  diskFree: {
    kind: 'gauge',
    name: 'egov.disk.free',
    unit: 'By',
    description: 'Free bytes on the disk that holds the data',
  },
  diskSize: {
    kind: 'gauge',
    name: 'egov.disk.size',
    unit: 'By',
    description: 'Size of the disk that holds the data',
  },
  processUptime: {
    kind: 'gauge',
    name: 'egov.process.uptime',
    unit: 's',
    description: 'Time since the process started',
  },
} as const;

/** How a metric is recorded. */
export type MetricKind = (typeof METRICS)[keyof typeof METRICS]['kind'];

/** The short name of a metric of a kind. */
export type MetricKey<Kind extends MetricKind = MetricKind> = {
  [Key in keyof typeof METRICS]: (typeof METRICS)[Key]['kind'] extends Kind ? Key : never;
}[keyof typeof METRICS];
