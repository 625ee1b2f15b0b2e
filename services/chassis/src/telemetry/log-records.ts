import { type AttributeValue, logs, SeverityNumber } from '@opentelemetry/api';

/** Severity of a log line. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'fatal';

const SEVERITY: Readonly<Record<LogLevel, SeverityNumber>> = {
  debug: SeverityNumber.DEBUG,
  info: SeverityNumber.INFO,
  warn: SeverityNumber.WARN,
  error: SeverityNumber.ERROR,
  fatal: SeverityNumber.FATAL,
};

const SCOPE = '@egov/chassis';

/**
 * Also sends a log line over OTLP, in the current span; does nothing if logs are not exported. Pass only
 * `fields` that the logger let through.
 */
export function sendLogRecord(
  level: LogLevel,
  body: string,
  fields: () => Readonly<Record<string, unknown>>,
): void {
  const logger = logs.getLogger(SCOPE);
  if (!logger.enabled({ severityNumber: SEVERITY[level] })) return;
  logger.emit({
    severityNumber: SEVERITY[level],
    severityText: level,
    body,
    attributes: attributesOf(fields()),
  });
}

/** The parts of an error get OpenTelemetry's names; its causes are one text. */
function attributesOf({ err, ...fields }: Readonly<Record<string, unknown>>): Record<string, AttributeValue> {
  const told = Object.entries(fields).filter(
    (entry): entry is [string, AttributeValue] => entry[1] !== undefined,
  );
  if (typeof err !== 'object' || err === null) return Object.fromEntries(told);
  const { type, message, stack, ...more } = err as Record<string, unknown>;
  return {
    ...Object.fromEntries(told),
    'exception.type': String(type),
    ...(typeof message === 'string' ? { 'exception.message': message } : {}),
    ...(Array.isArray(stack) ? { 'exception.stacktrace': stack.join('\n') } : {}),
    ...(Object.keys(more).length === 0 ? {} : { 'egov.exception.facts': JSON.stringify(more) }),
  };
}
