import { SaxesParser } from 'saxes';
import type { LoggedEvent, LogItem } from './case-log.ts';
import { readInstant } from './read-instant.ts';

type OpenTrace = { line: number; caseId?: string; attributes: Record<string, string>; events: LoggedEvent[] };
type OpenEvent = { line: number; values: Map<string, string> };

/**
 * Elements of IEEE 1849 that carry one value. `list` and `container` only nest, so their values belong to no
 * event itself.
 */
const valued = new Set(['string', 'date', 'int', 'float', 'boolean', 'id']);

/**
 * Reads XES piece by piece. A trace comes as a case when it closes; where the text ends too early, the open
 * trace comes with the events that were complete, after an item that names the line.
 */
export async function* readXes(text: AsyncIterable<Buffer | string>): AsyncGenerator<LogItem> {
  const reader = xesReader();
  const decoder = new TextDecoder();
  try {
    for await (const chunk of text) {
      reader.write(typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }));
      yield* reader.take();
    }
  } catch (error) {
    reader.fail(`The file ends before its time: ${(error as Error).message}`);
  }
  reader.end();
  yield* reader.take();
}

function xesReader() {
  const items: LogItem[] = [];
  const parser = new SaxesParser({ position: true });
  let trace: OpenTrace | undefined;
  let event: OpenEvent | undefined;
  let depth = 0;
  let lastBroken = 0;

  const malformed = (line: number, reason: string) =>
    items.push({ kind: 'malformed', malformed: { line, reason } });
  const broken = (reason: string) => {
    // One broken tag makes the parser complain several times; the first complaint on a line says it.
    if (parser.line !== lastBroken) malformed(parser.line, reason);
    lastBroken = parser.line;
  };
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
      const { caseId, attributes, events, line } = trace;
      if (!caseId) malformed(line, 'The trace has no case: no string with key concept:name.');
      else items.push({ kind: 'case', case: { caseId, attributes, events } });
    }
    trace = undefined;
  };

  parser.on('error', (error) => broken(`The XML is broken: ${error.message}`));
  parser.on('opentag', ({ name: given, attributes }) => {
    const name = local(given);
    if (name === 'trace') {
      trace = { line: parser.line, attributes: {}, events: [] };
      depth = 0;
      return;
    }
    if (!trace) {
      if (name === 'event') malformed(parser.line, 'The event has no case: it stands outside of any trace.');
      return;
    }
    if (name === 'event') {
      event = { line: parser.line, values: new Map() };
      depth = 0;
      return;
    }
    depth += 1;
    const { key, value } = attributes as { key?: string; value?: string };
    if (depth !== 1 || !valued.has(name) || key === undefined || value === undefined) return;
    if (event) event.values.set(key, value);
    else if (key === 'concept:name') trace.caseId = value;
    else if (value !== '') trace.attributes[key] = value;
  });
  parser.on('closetag', ({ name: given }) => {
    const name = local(given);
    if (name === 'event') {
      closeEvent();
      depth = 0;
    } else if (name === 'trace') closeTrace();
    else if (trace) depth -= 1;
  });
  return {
    write: (chunk: string) => {
      parser.write(chunk);
    },
    fail: broken,
    end: () => {
      parser.close();
      closeTrace();
    },
    take: () => items.splice(0),
  };
}

/** The name without a prefix of its namespace. */
const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The event, or the reason why it is none. */
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
