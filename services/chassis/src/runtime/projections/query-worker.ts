import { DatabaseSync } from 'node:sqlite';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { ReadModels } from './projection.ts';
import { statementCache } from './statement-cache.ts';
import { type FromQuery, type QueryThread, type ToQuery, sent } from './worker-messages.ts';

const threadPort = (): MessagePort => {
  if (parentPort === null) throw new TypeError('This file runs in a worker thread.');
  return parentPort;
};
const port = threadPort();
const thread = workerData as QueryThread;
const {
  default: { queries },
} = (await import(thread.module)) as { default: ReadModels };

type Open = Readonly<{ db: DatabaseSync; statements: ReturnType<typeof statementCache> }>;
let open: Open | undefined;

const opened = (): Open => {
  if (open !== undefined) return open;
  const db = new DatabaseSync(thread.file, { readOnly: true });
  db.exec(
    'PRAGMA query_only = ON; PRAGMA cache_size = -4096; PRAGMA temp_store = MEMORY; ' +
      'PRAGMA busy_timeout = 1000',
  );
  open = { db, statements: statementCache(db) };
  return open;
};

/** One snapshot for all of a query's statements. */
const answer = (name: string, args: object): unknown => {
  const query = Object.hasOwn(queries, name) ? queries[name] : undefined;
  if (query === undefined) throw new TypeError(`There is no query '${name}'.`);
  const { db, statements } = opened();
  db.exec('BEGIN');
  try {
    const result = query(statements, args);
    if (result instanceof Promise) throw new TypeError(`The query '${name}' must answer at once.`);
    return result;
  } finally {
    db.exec('COMMIT');
  }
};

port.on('message', (message: ToQuery) => {
  const { id } = message;
  try {
    if (message.kind === 'query')
      port.postMessage({ id, result: answer(message.name, message.args) } satisfies FromQuery);
    else {
      open?.db.close();
      open = undefined;
      port.postMessage({ id } satisfies FromQuery);
    }
  } catch (error) {
    port.postMessage({ id, error: sent(error) } satisfies FromQuery);
  }
});
