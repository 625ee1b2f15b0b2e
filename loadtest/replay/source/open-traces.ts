import type { LoggedEvent, LogItem } from './case-log.ts';
import { readInstant } from './read-instant.ts';

type OpenTrace = { line: number; caseId?: string; attributes: Record<string, string>; events: LoggedEvent[] };
type OpenEvent = { line: number; values: Map<string, string> };

/**
 * Elements of IEEE 1849 that carry one value. `list` and `container` only nest, so their values belong to no
 * event itself.
 */
const valued = new Set(['string', 'date', 'int', 'float', 'boolean', 'id']);

/** Builds cases from the elements of a log as they open and close; `line` is the current line. */
export function openTraces(line: () => number) {
  const items: LogItem[] = [];
  let trace: OpenTrace | undefined;
  let event: OpenEvent | undefined;
  let depth = 0;

  const malformed = (at: number, reason: string) =>
    items.push({ kind: 'malformed', malformed: { line: at, reason } });
  const closeEvent = () => {
    if (trace && event) {
      const read = eventOf(event.values);
      if (typeof read === 'string') malformed(event.line, read);
      else trace.events.push(read);
    }
    event = undefined;
  };
  const closeTrace = () => {
    if (trace) {
      const { caseId, attributes, events } = trace;
      if (!caseId) malformed(trace.line, 'The trace has no case: no string with key concept:name.');
      else items.push({ kind: 'case', case: { caseId, attributes, events } });
    }
    trace = undefined;
  };

  const opened = (name: string, { key, value }: Readonly<{ key?: string; value?: string }>) => {
    if (name === 'trace') {
      trace = { line: line(), attributes: {}, events: [] };
      depth = 0;
      return;
    }
    if (!trace) {
      if (name === 'event') malformed(line(), 'The event has no case: it stands outside of any trace.');
      return;
    }
    if (name === 'event') {
      event = { line: line(), values: new Map() };
      depth = 0;
      return;
    }
    depth += 1;
    if (depth !== 1 || !valued.has(name) || key === undefined || value === undefined) return;
    if (event) event.values.set(key, value);
    else if (key === 'concept:name') trace.caseId = value;
    else if (value !== '') trace.attributes[key] = value;
  };
  const closed = (name: string) => {
    if (name === 'event') {
      closeEvent();
      depth = 0;
    } else if (name === 'trace') closeTrace();
    else if (trace) depth -= 1;
  };
  return { malformed, opened, closed, end: closeTrace, take: () => items.splice(0) };
}

/** Returns the event, or the reason why it is not one. */
function eventOf(values: ReadonlyMap<string, string>): LoggedEvent | string {
  const activity = values.get('concept:name');
  if (!activity) return 'The event has no activity: no string with key concept:name.';
  const time = values.get('time:timestamp');
  if (time === undefined) return 'The event has no time: no date with key time:timestamp.';
  const occurred = readInstant(time);
  if (!occurred) return `The time '${time}' cannot be read: an ISO 8601 instant is expected.`;
  const resource = values.get('org:resource');
  const transition = values.get('lifecycle:transition');
  return { activity, occurred, ...(resource ? { resource } : {}), ...(transition ? { transition } : {}) };
}
