import { SingleBar } from 'cli-progress';

const LINE_EVERY_MS = 5_000;

/** Shows the progress, speed and remaining time of a replay. */
export type Progress = Readonly<{
  show: (events: number, cases: number) => void;
  note: (line: string) => void;
  end: () => void;
}>;

/** A bar on a terminal, a line every few seconds elsewhere. */
export const progressOn = (stream: NodeJS.WriteStream, total: number): Progress =>
  stream.isTTY ? bar(stream, total) : lines(stream, total);

function bar(stream: NodeJS.WriteStream, total: number): Progress {
  const shown = new SingleBar({
    stream,
    format: '{bar} {value}/{total} events  {cases} cases  {rate}/s  {eta_formatted} left',
    clearOnComplete: false,
    hideCursor: true,
    etaBuffer: 200,
  });
  const began = performance.now();
  shown.start(total, 0, { rate: 0, cases: 0 });
  return {
    show: (events, cases) => {
      shown.update(events, { cases, rate: rateSince(began, events) });
    },
    note: (line) => {
      stream.write(`\n${line}\n`);
    },
    end: () => {
      shown.stop();
    },
  };
}

function lines(stream: NodeJS.WriteStream, total: number): Progress {
  const began = performance.now();
  let told = began;
  return {
    show: (events, cases) => {
      if (performance.now() - told < LINE_EVERY_MS && events < total) return;
      told = performance.now();
      const rate = rateSince(began, events);
      stream.write(
        `${events} of ${total} events, ${cases} cases, ${rate}/s, ` +
          `${rate > 0 ? Math.ceil((total - events) / rate) : '?'} s left\n`,
      );
    },
    note: (line) => {
      stream.write(`${line}\n`);
    },
    end: () => undefined,
  };
}

const rateSince = (began: number, events: number): number =>
  Math.round(events / Math.max(0.001, (performance.now() - began) / 1000));
