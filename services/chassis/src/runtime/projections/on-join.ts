import { type MessagePort, parentPort } from 'node:worker_threads';

/** Runs a part in this worker thread for each service that joins it; if it throws, the thread ends. */
export function onJoin<Data>(run: (data: Data, port: MessagePort) => Promise<void>): void {
  if (parentPort === null) throw new TypeError('This file runs in a worker thread.');
  parentPort.on('message', ({ data, port }: Readonly<{ data: Data; port: MessagePort }>) => {
    void run(data, port);
  });
}
