import { parentPort, workerData } from 'node:worker_threads';
import type { ToWriter } from './commands.ts';
import { openForWriting } from './open-database.ts';
import { prepareDatabase } from './prepare-database.ts';
import { WriterLoop, type WriterStart } from './writer-loop.ts';

function serve(start: WriterStart): void {
  const port = parentPort;
  if (port === null) throw new Error('The writer runs as a worker thread.');
  const db = openForWriting(start.folder, start.maxPageCount);
  prepareDatabase(db);
  const loop = new WriterLoop(
    db,
    start,
    (message) => port.postMessage(message),
    () => port.close(),
  );
  port.on('message', (message: ToWriter) => loop.take(message));
}

serve(workerData);
