import { SingleBar } from 'cli-progress';

const LINE_EVERY_MS = 5000;

/** Shows the progress of a piece of work. */
export type Progress = Readonly<{ at: (done: number, total: number) => void; end: () => void }>;

/** A bar on a terminal, a line every few seconds elsewhere. */
export const progressOf = (what: string, stream: NodeJS.WriteStream = process.stdout): Progress =>
  stream.isTTY ? bar(what, stream) : lines(what, stream);

function bar(what: string, stream: NodeJS.WriteStream): Progress {
  const shown = new SingleBar({
    stream,
    format: `${what} {bar} {value}/{total}  {eta_formatted} left`,
    hideCursor: true,
    etaBuffer: 200,
  });
  let began = false;
  return {
    at: (done, total) => {
      if (began) shown.update(done);
      else shown.start(total, done);
      began = true;
    },
    end: () => {
      shown.stop();
    },
  };
}

function lines(what: string, stream: NodeJS.WriteStream): Progress {
  let told = performance.now();
  return {
    at: (done, total) => {
      if (performance.now() - told < LINE_EVERY_MS && done < total) return;
      told = performance.now();
      stream.write(`${what}: ${done} of ${total}\n`);
    },
    end: () => undefined,
  };
}
