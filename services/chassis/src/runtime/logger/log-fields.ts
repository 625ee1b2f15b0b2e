/**
 * Every name a log line may carry besides its message, so that nothing about a person gets into a log by
 * accident: what is not listed is not written. Add a name only for what is never personal: ids, counts,
 * codes, positions in the log, technical parts.
 */
export const LOG_FIELDS = [
  'address',
  'aggregateId',
  'agencyId',
  'attempt',
  'bytes',
  'callerId',
  'category',
  'causation',
  'checkpoint',
  'code',
  'codes',
  'consumer',
  'correlation',
  'count',
  'delayMs',
  'durationMs',
  'epoch',
  'errorId',
  'eventId',
  'eventType',
  'events',
  'eventsPerSecond',
  'expected',
  'actual',
  'field',
  'file',
  'importId',
  'inFlight',
  'jwksUrl',
  'lagEvents',
  'lagSeconds',
  'limit',
  'messageSequence',
  'method',
  'ms',
  'permission',
  'pid',
  'policy',
  'port',
  'position',
  'projection',
  'province',
  'reason',
  'requestId',
  'revision',
  'rows',
  'schema',
  'service',
  'signal',
  'spanId',
  'state',
  'stream',
  'step',
  'table',
  'timer',
  'traceId',
  'version',
  'worker',
] as const;

/** One of the names that a log line may carry. */
export type LogField = (typeof LOG_FIELDS)[number];

/** The fields of a log line; `err` is written without what its text may quote. */
export type LogFields = Readonly<
  Partial<Record<LogField, string | number | bigint | boolean | readonly string[] | undefined>> & {
    err?: unknown;
  }
>;

const ALLOWED: ReadonlySet<string> = new Set(LOG_FIELDS);

/** Drops fields that may not be logged. */
export function allowedFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'err') kept[name] = describeError(value);
    else if (ALLOWED.has(name)) kept[name] = typeof value === 'bigint' ? value.toString() : value;
  }
  return kept;
}

const CAUSES_SHOWN = 4;

// Parsers quote their input in the message, and their input may be about a person.
const QUOTES_ITS_INPUT = /^(SyntaxError|ZodError|\$ZodError)$/;

/** Describes an error for a log: kind, code, reason, message and stack, with its causes. */
export function describeError(error: unknown, depth = CAUSES_SHOWN): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, reason, facts } = error as { code?: unknown; reason?: unknown; facts?: unknown };
  return {
    type: error.name,
    ...(QUOTES_ITS_INPUT.test(error.name) ? {} : { message: error.message }),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(typeof reason === 'string' ? { reason } : {}),
    ...(typeof facts === 'object' && facts !== null
      ? { facts: allowedFields(facts as Record<string, unknown>) }
      : {}),
    stack: error.stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .map((line) => line.trim())
      .slice(0, 12),
    ...(error.cause !== undefined && depth > 0 ? { cause: describeError(error.cause, depth - 1) } : {}),
  };
}
