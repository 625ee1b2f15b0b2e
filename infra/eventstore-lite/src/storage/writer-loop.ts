import type { DatabaseSync } from 'node:sqlite';
import type { Chore, ChoreAnswer, FromWriter, ToWriter } from './commands.ts';
import { GroupCommit, type Ticketed } from './group-commit.ts';
import { Log } from './log.ts';
import { Scavenge } from './scavenge.ts';
import { SystemProjections } from './system-projections.ts';

/** What the writer thread is started with. */
export interface WriterStart {
  readonly folder: string;
  readonly maxPageCount?: number;
  readonly projections: boolean;
}

/** The longest group: limits how long a write waits for its neighbours. */
const GROUP = 512;

/** The writer's loop: waiting writes first, then one step of background work. */
export class WriterLoop {
  readonly #db: DatabaseSync;
  readonly #log: Log;
  readonly #commits: GroupCommit;
  readonly #projections: SystemProjections;
  readonly #tell: (message: FromWriter) => void;
  readonly #done: () => void;
  #waiting: Ticketed[] = [];
  #scavenge: { ticket: number; run: Scavenge } | undefined;
  #scheduled = false;
  #projectionsFailed = false;

  constructor(db: DatabaseSync, start: WriterStart, tell: (message: FromWriter) => void, done: () => void) {
    this.#db = db;
    this.#tell = tell;
    this.#done = done;
    this.#log = new Log(db);
    this.#commits = new GroupCommit(db, this.#log);
    this.#projections = new SystemProjections(db, this.#log, start.projections);
    tell({ kind: 'ready', head: this.#log.head });
    this.#schedule();
  }

  take(message: ToWriter): void {
    switch (message.kind) {
      case 'write':
        for (const command of message.commands) this.#waiting.push(command);
        return this.#schedule();
      case 'chore':
        return this.#chore(message.ticket, message.chore);
      case 'stop-scavenge':
        return this.#endScavenge(true);
      case 'close':
        return this.#close();
    }
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.#turn());
  }

  #turn(): void {
    this.#scheduled = false;
    if (this.#waiting.length > 0) this.#flush();
    else this.#project();
    this.#scavengeStep();
    if (
      this.#waiting.length > 0 ||
      this.#scavenge !== undefined ||
      (this.#projections.behind && !this.#projectionsFailed)
    )
      this.#schedule();
  }

  #flush(): void {
    const group = this.#waiting.slice(0, GROUP);
    this.#waiting = this.#waiting.slice(GROUP);
    const results = this.#commits.run(group);
    this.#projectionsFailed = false;
    this.#tell({ kind: 'commit', results, head: this.#log.head, touched: this.#log.takeTouched() });
  }

  #project(): void {
    if (!this.#projections.behind) return;
    try {
      this.#projections.step();
      this.#notify();
    } catch {
      // The disk is full: retried after the next write that succeeds. No link is half written.
      this.#projectionsFailed = true;
    }
  }

  #scavengeStep(): void {
    if (this.#scavenge === undefined) return;
    const { ticket, run } = this.#scavenge;
    try {
      if (run.step()) this.#notify();
      else this.#endScavenge(false);
    } catch (error) {
      this.#scavenge = undefined;
      this.#answer(ticket, { kind: 'refused', message: String(error) });
    }
  }

  #endScavenge(stopped: boolean): void {
    if (this.#scavenge === undefined) return;
    const { ticket, run } = this.#scavenge;
    this.#scavenge = undefined;
    run.finish(stopped ? 'Stopped' : 'Success');
    this.#notify();
    this.#answer(ticket, { kind: 'scavenged', removed: run.removed, stopped });
  }

  #chore(ticket: number, chore: Chore): void {
    try {
      if (chore.kind === 'scavenge') {
        this.#scavenge = { ticket, run: new Scavenge(this.#db, this.#log, chore) };
        return this.#schedule();
      }
      if (chore.kind === 'set-projection') this.#projections.set(chore.name, chore.change);
      this.#answer(ticket, { kind: 'projections', states: this.#projections.states() });
    } catch (error) {
      this.#answer(ticket, { kind: 'refused', message: String(error) });
    }
    this.#schedule();
  }

  /** Tells of events that the store itself has written. */
  #notify(): void {
    this.#tell({ kind: 'commit', results: [], head: this.#log.head, touched: this.#log.takeTouched() });
  }

  #answer(ticket: number, answer: ChoreAnswer): void {
    this.#tell({ kind: 'answer', ticket, answer });
  }

  #close(): void {
    while (this.#waiting.length > 0) this.#flush();
    this.#endScavenge(true);
    this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    this.#db.close();
    this.#tell({ kind: 'closed' });
    this.#done();
  }
}
