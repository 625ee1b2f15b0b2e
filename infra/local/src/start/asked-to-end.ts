/** One press of Ctrl-C can arrive more than once: from the terminal, and forwarded by the package manager. */
const SAME_PRESS_MS = 1000;

/** Resolves with the first request to end; the second one ends this process and its children at once. */
export function askedToEnd(say: (line: string) => void): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let first: number | undefined;
    const onSignal = (signal: NodeJS.Signals) => {
      if (first === undefined) {
        first = performance.now();
        resolve(signal);
      } else if (performance.now() - first > SAME_PRESS_MS) {
        say('Ending at once.');
        process.exit(1);
      }
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  });
}
