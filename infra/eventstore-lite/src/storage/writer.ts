import { Worker } from 'node:worker_threads';
import type {
  Chore,
  ChoreAnswer,
  CommitNotice,
  FromWriter,
  ToWriter,
  WriteCommand,
  WriteResult,
} from './commands.ts';
import { memoryOf } from './records.ts';
import type { WriterStart } from './writer-loop.ts';

/** Beyond this many pending writes, or bytes of them, new ones are refused at once. */
const MAX_WAITING = 20_000;
const MAX_WAITING_BYTES = 128 * 1024 * 1024;

/** The writer holds little: a bounded queue and a cache of stream heads. */
const HEAP = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 8 };

export class TooBusy extends Error {}

interface Asked {
  readonly answer: (answer: ChoreAnswer) => void;
  readonly fail: (error: Error) => void;
}

interface Waiting {
  readonly bytes: number;
  readonly answer: (result: WriteResult) => void;
  readonly fail: (error: Error) => void;
}

const sizeOf = (command: WriteCommand): number =>
  command.kind === 'append' ? command.events.reduce((sum, event) => sum + memoryOf(event), 100) : 100;

/**
 * The main thread's end of the writer thread: sends the writes of a tick together and passes the results on.
 */
export class Writer {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #asked = new Map<number, Asked>();
  readonly #onCommit: (notice: CommitNotice) => void;
  #ticket = 0;
  #bytes = 0;
  #outbox: Array<readonly [number, WriteCommand]> = [];
  #closed: Promise<void> | undefined;
  #broken: Error | undefined;
  head = 0;

  private constructor(
    worker: Worker,
    onCommit: (notice: CommitNotice) => void,
    onBroken: (error: Error) => void,
  ) {
    this.#worker = worker;
    this.#onCommit = onCommit;
    worker.on('message', (message: FromWriter) => this.#receive(message));
    const broke = (error: Error): void => {
      this.#broken = error;
      for (const { fail } of this.#waiting.values()) fail(error);
      for (const { fail } of this.#asked.values()) fail(error);
      this.#waiting.clear();
      this.#asked.clear();
      onBroken(error);
    };
    worker.on('error', broke);
    worker.on('exit', (code) => {
      if (code !== 0 || this.#waiting.size > 0)
        broke(new Error(`The writer thread ended with code ${code}.`));
    });
  }

  static async start(
    start: WriterStart,
    onCommit: (notice: CommitNotice) => void,
    onBroken: (error: Error) => void,
  ): Promise<Writer> {
    const worker = new Worker(new URL('./writer-thread.ts', import.meta.url), {
      workerData: start,
      execArgv: [],
      resourceLimits: HEAP,
    });
    const head = await new Promise<number>((resolve, reject) => {
      worker.once('message', (message: FromWriter) =>
        message.kind === 'ready' ? resolve(message.head) : reject(new Error('The writer did not start.')),
      );
      worker.once('error', reject);
    });
    const writer = new Writer(worker, onCommit, onBroken);
    writer.head = head;
    return writer;
  }

  write(command: WriteCommand): Promise<WriteResult> {
    if (this.#broken !== undefined) return Promise.reject(this.#broken);
    if (this.#closed !== undefined) return Promise.reject(new TooBusy('The store is closing.'));
    if (this.#waiting.size >= MAX_WAITING || this.#bytes >= MAX_WAITING_BYTES)
      return Promise.reject(new TooBusy('Server Is Too Busy'));
    return new Promise((answer, fail) => {
      const ticket = (this.#ticket += 1);
      const bytes = sizeOf(command);
      this.#bytes += bytes;
      this.#waiting.set(ticket, { bytes, answer, fail });
      if (this.#outbox.length === 0) setImmediate(() => this.#send());
      this.#outbox.push([ticket, command]);
    });
  }

  /** Sends a request other than a write. */
  ask(chore: Chore): Promise<ChoreAnswer> {
    if (this.#broken !== undefined) return Promise.reject(this.#broken);
    if (this.#closed !== undefined) return Promise.reject(new TooBusy('The store is closing.'));
    return new Promise((answer, fail) => {
      const ticket = (this.#ticket += 1);
      this.#asked.set(ticket, { answer, fail });
      this.#post({ kind: 'chore', ticket, chore });
    });
  }

  stopScavenge(): void {
    this.#post({ kind: 'stop-scavenge' });
  }

  close(): Promise<void> {
    this.#closed ??= new Promise((resolve) => {
      this.#send();
      this.#worker.once('exit', () => resolve());
      this.#post({ kind: 'close' });
    });
    return this.#closed;
  }

  #post(message: ToWriter): void {
    this.#worker.postMessage(message);
  }

  #send(): void {
    if (this.#outbox.length === 0) return;
    const commands = this.#outbox;
    this.#outbox = [];
    this.#post({ kind: 'write', commands });
  }

  #receive(message: FromWriter): void {
    if (message.kind === 'answer') {
      const asked = this.#asked.get(message.ticket);
      this.#asked.delete(message.ticket);
      asked?.answer(message.answer);
    }
    if (message.kind !== 'commit') return;
    this.head = message.head;
    this.#onCommit(message);
    for (const [ticket, result] of message.results) {
      const waiting = this.#waiting.get(ticket);
      this.#waiting.delete(ticket);
      this.#bytes -= waiting?.bytes ?? 0;
      waiting?.answer(result);
    }
  }
}
