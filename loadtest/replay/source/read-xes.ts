import { SaxesParser } from 'saxes';
import type { LogItem } from './case-log.ts';
import { openTraces } from './open-traces.ts';

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
  const parser = new SaxesParser({ position: true });
  const traces = openTraces(() => parser.line);
  let lastBroken = 0;
  const broken = (reason: string) => {
    // One broken tag causes several errors of the parser; the first one on a line is kept.
    if (parser.line !== lastBroken) traces.malformed(parser.line, reason);
    lastBroken = parser.line;
  };
  parser.on('error', (error) => broken(`The XML is broken: ${error.message}`));
  parser.on('opentag', ({ name, attributes }) =>
    traces.opened(local(name), attributes as { key?: string; value?: string }),
  );
  parser.on('closetag', ({ name }) => traces.closed(local(name)));
  return {
    write: (chunk: string) => {
      parser.write(chunk);
    },
    fail: broken,
    end: () => {
      parser.close();
      traces.end();
    },
    take: traces.take,
  };
}

/** Returns the name without its namespace prefix. */
const local = (name: string): string => name.slice(name.indexOf(':') + 1);
