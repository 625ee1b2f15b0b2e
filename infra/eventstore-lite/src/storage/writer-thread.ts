import { parentPort, workerData } from 'node:worker_threads';
import type { FromWriter, ToWriter } from './commands.ts';
import { GroupCommit, type Ticketed } from './group-commit.ts';
import { Log } from './log.ts';
import { openForWriting } from './open-database.ts';
import { prepareDatabase } from './prepare-database.ts';

interface Start {
  readonly folder: string;
  readonly maxPageCount?: number;
}

/** The longest group: bounds how long an answer waits for its neighbours. */
const GROUP = 512;

function serve({ folder, maxPageCount }: Start): void {
  const port = parentPort;
  if (port === null) throw new Error('The writer runs as a worker thread.');
  const tell = (message: FromWriter): void => port.postMessage(message);
  const db = openForWriting(folder, maxPageCount);
  prepareDatabase(db);
  const log = new Log(db);
  const commits = new GroupCommit(db, log);
  let waiting: Ticketed[] = [];
  let scheduled = false;

  const flush = (): void => {
    scheduled = false;
    const group = waiting.slice(0, GROUP);
    waiting = waiting.slice(GROUP);
    if (waiting.length > 0) schedule();
    const results = commits.run(group);
    tell({ kind: 'commit', results, head: log.head, touched: log.takeTouched() });
  };
  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(flush);
  };
  const close = (): void => {
    while (waiting.length > 0) flush();
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
    tell({ kind: 'closed' });
    port.close();
  };
  port.on('message', (message: ToWriter) => {
    if (message.kind === 'close') return close();
    if (message.kind === 'write') {
      waiting.push(...message.commands);
      schedule();
    }
  });
  tell({ kind: 'ready', head: log.head });
}

serve(workerData);
