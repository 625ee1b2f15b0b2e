import { EventEmitter } from 'node:events';
import type { CommitNotice } from './commands.ts';

const ALL = Symbol('$all');

/**
 * Notifies waiting readers that the log, or one of its streams, grew. It carries no events: readers read
 * them, so nothing is lost or doubled.
 */
export class CommitFeed {
  readonly #emitter = new EventEmitter();

  constructor() {
    this.#emitter.setMaxListeners(0);
  }

  publish({ touched }: Pick<CommitNotice, 'touched'>): void {
    if (touched.length === 0) return;
    this.#emitter.emit(ALL);
    for (const stream of touched) this.#emitter.emit(`s${stream}`);
  }

  /** Calls back on each growth until the returned function is called. */
  follow(stream: string | undefined, listener: () => void): () => void {
    const name = stream === undefined ? ALL : `s${stream}`;
    this.#emitter.on(name, listener);
    return () => this.#emitter.off(name, listener);
  }
}
