import type { DatabaseSync } from 'node:sqlite';
import type { WriteCommand, WriteResult } from './commands.ts';
import type { Log } from './log.ts';

/** The database's error when it cannot grow. */
const FULL = /full|disk I\/O|no space/i;

export type Ticketed = readonly [ticket: number, command: WriteCommand];

/** One transaction and one fsync for all waiting writes; there is no result before the commit. */
export class GroupCommit {
  readonly #db: DatabaseSync;
  readonly #log: Log;

  constructor(db: DatabaseSync, log: Log) {
    this.#db = db;
    this.#log = log;
  }

  run(commands: readonly Ticketed[]): Array<readonly [number, WriteResult]> {
    try {
      return this.#together(commands);
    } catch (error) {
      this.#undo();
      if (commands.length === 1) return commands.map(([ticket]) => [ticket, failure(error)] as const);
      // One bad write must not fail its neighbours: each then gets its own transaction.
      return commands.flatMap((command) => this.run([command]));
    }
  }

  #together(commands: readonly Ticketed[]): Array<readonly [number, WriteResult]> {
    this.#db.exec('BEGIN IMMEDIATE');
    const before = this.#log.head;
    const results = commands.map(([ticket, command]) => [ticket, this.#log.do(command)] as const);
    if (this.#log.head !== before) this.#log.seal();
    this.#db.exec('COMMIT');
    return results;
  }

  #undo(): void {
    if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
    this.#log.reload();
  }
}

function failure(error: unknown): WriteResult {
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'failed', full: FULL.test(message), message };
}
