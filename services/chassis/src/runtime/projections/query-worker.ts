import { DatabaseSync } from 'node:sqlite';
import { onJoin } from './on-join.ts';
import type { ReadModels } from './projection.ts';
import { statementCache } from './statement-cache.ts';
import { type FromQuery, type QueryThread, type ToQuery, sent } from './worker-messages.ts';

onJoin<QueryThread>(async ({ module, file }, port) => {
  const { default: models } = (await import(module)) as { default: ReadModels };
  const reader = readerOf(file, models);
  port.on('message', (message: ToQuery) => {
    const { id } = message;
    try {
      if (message.kind === 'query')
        port.postMessage({ id, result: reader.answer(message.name, message.args) } satisfies FromQuery);
      else {
        reader.letGo();
        port.postMessage({ id } satisfies FromQuery);
      }
    } catch (error) {
      port.postMessage({ id, error: sent(error) } satisfies FromQuery);
    }
  });
  port.on('close', reader.letGo);
});

type Open = Readonly<{ db: DatabaseSync; statements: ReturnType<typeof statementCache> }>;

/** Runs the queries of one service on its file, which the first query opens. */
function readerOf(file: string, { queries }: ReadModels) {
  let open: Open | undefined;
  const opened = (): Open => {
    if (open !== undefined) return open;
    const db = new DatabaseSync(file, { readOnly: true });
    db.exec(
      'PRAGMA query_only = ON; PRAGMA cache_size = -4096; PRAGMA temp_store = MEMORY; ' +
        'PRAGMA busy_timeout = 1000',
    );
    open = { db, statements: statementCache(db) };
    return open;
  };
  return {
    /** One snapshot for all of a query's statements. */
    answer: (name: string, args: object): unknown => {
      const query = Object.hasOwn(queries, name) ? queries[name] : undefined;
      if (query === undefined) throw new TypeError(`There is no query '${name}'.`);
      const { db, statements } = opened();
      db.exec('BEGIN');
      try {
        const result = query(statements, args);
        if (result instanceof Promise) throw new TypeError(`The query '${name}' must not return a promise.`);
        return result;
      } finally {
        db.exec('COMMIT');
      }
    },
    letGo: (): void => {
      open?.db.close();
      open = undefined;
    },
  };
}
