import { type DestinationStream, pino } from 'pino';
import { type LogLevel, sendLogRecord } from '../../telemetry/log-records.ts';
import { currentSpanId, currentTraceId } from '../../telemetry/spans.ts';
import { allowedFields, type LogFields } from './log-fields.ts';

/** Writes one log line; `fields` are of a closed list, and the message is a fixed sentence without values. */
export type LogLine = { (message: string): void; (fields: LogFields, message: string): void };

/** Writes structured logs without personal data. */
export type Logger = Readonly<{
  debug: LogLine;
  info: LogLine;
  warn: LogLine;
  error: LogLine;
  fatal: LogLine;
  /** Makes a logger whose lines all have these fields. */
  child: (fields: LogFields) => Logger;
  flush: () => void;
}>;

/** Options of a logger. */
export type LoggerOptions = Readonly<{ level?: string; destination?: DestinationStream }>;

/** Makes the logger of a service or of a part of it; each line has the ids of the current trace and span. */
export function createLogger(name: string, { level = 'info', destination }: LoggerOptions = {}): Logger {
  const options = {
    name,
    level,
    base: { service: name },
    formatters: { log: allowedFields, level: (label: string) => ({ level: label }) },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    mixin: traceOf,
    serializers: {},
  };
  const log = destination === undefined ? pino(options) : pino(options, destination);
  return wrap(log, {});
}

/** A logger that writes nothing, for tests. */
export const silentLogger: Logger = createLogger('silent', { level: 'silent' });

function traceOf(): object {
  const traceId = currentTraceId();
  return traceId === undefined ? {} : { traceId, spanId: currentSpanId() };
}

function wrap(log: pino.Logger, bound: LogFields): Logger {
  const line =
    (level: LogLevel): LogLine =>
    (first: string | LogFields, second?: string) => {
      if (!log.isLevelEnabled(level)) return;
      const [fields, message] =
        typeof first === 'string' ? [bound, first] : [{ ...bound, ...first }, second ?? ''];
      log[level](fields, message);
      sendLogRecord(level, message, () => allowedFields(fields));
    };
  return Object.freeze({
    debug: line('debug'),
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
    fatal: line('fatal'),
    child: (fields: LogFields) => wrap(log, { ...bound, ...fields }),
    flush: () => log.flush(),
  });
}
