import { rpcErrors } from '../grpc/rpc-error.ts';
import type { Store } from '../storage/store.ts';
import { Consumer, type ConsumerEnd } from './consumer.ts';
import { GroupRecords } from './group-records.ts';
import type { GroupEntry } from './group-settings.ts';
import { groupSource, type GroupSource } from './group-source.ts';
import type { Message } from './message.ts';
import { Outstanding } from './outstanding.ts';
import { RateMeter } from './rate-meter.ts';
import { dispatchOf, type Dispatch } from './strategies.ts';
import { WaitingMessages } from './waiting-messages.ts';

export type NackAction = 'unknown' | 'park' | 'retry' | 'skip' | 'stop';

/** How often time-outs and the checkpoint's age are checked. */
const TICK_MS = 100;

/** How many reads of the log happen before other work gets its turn. */
const READS_A_TURN = 8;

/** The most parked messages that are replayed at once. */
const REPLAY_BATCH = 10_000;

/**
 * A persistent subscription group: reads ahead, hands out messages, waits for acknowledgements, and keeps a
 * checkpoint.
 */
export class Group {
  readonly entry: GroupEntry;
  readonly records: GroupRecords;
  readonly meter = new RateMeter();
  readonly consumers = new Set<Consumer>();
  readonly waiting = new WaitingMessages();
  readonly outstanding = new Outstanding();
  readonly #source: GroupSource;
  readonly #dispatch: Dispatch;
  readonly #timer: NodeJS.Timeout;
  readonly #unfollow: () => void;
  readonly #parking = new Map<string, number>();
  readonly #onTrouble: (error: unknown) => void;
  #readTo: number;
  #checkpoint: number | undefined;
  #savedCheckpoint: number | undefined;
  #savedAt = Date.now();
  #sinceCheckpoint = 0;
  #saving: Promise<void> = Promise.resolve();
  #closed = false;
  /** There may be events that were not read yet. */
  #more = true;
  live = false;

  constructor(store: Store, entry: GroupEntry, onTrouble: (error: unknown) => void) {
    this.entry = entry;
    this.records = new GroupRecords(store, entry);
    this.#onTrouble = onTrouble;
    this.#source = groupSource(store, entry);
    this.#dispatch = dispatchOf(entry.settings.strategy);
    this.#checkpoint = this.records.checkpoint();
    this.#savedCheckpoint = this.#checkpoint;
    const { startFrom } = entry.settings;
    this.#readTo =
      this.#checkpoint ?? (startFrom === 'start' ? -1 : startFrom === 'end' ? entry.endedAt : startFrom - 1);
    this.#unfollow = this.#source.follow(() => {
      this.#more = true;
      this.pump();
    });
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    this.#timer.unref();
  }

  /** The last checkpoint on disk. */
  get lastCheckpoint(): number | undefined {
    return this.#savedCheckpoint;
  }

  get lastKnown(): number {
    return this.#source.end();
  }

  connect(end: ConsumerEnd): Consumer {
    const limit = this.entry.settings.maxSubscriberCount;
    if (limit > 0 && this.consumers.size >= limit)
      throw rpcErrors.groupFull(this.entry.stream, this.entry.group);
    const consumer = new Consumer(end);
    this.consumers.add(consumer);
    this.#dispatch.add(consumer);
    // After the caller has confirmed the subscription.
    setImmediate(() => this.pump());
    return consumer;
  }

  /** The consumer is gone: its messages go to the others. */
  disconnect(consumer: Consumer): void {
    if (!this.consumers.delete(consumer)) return;
    for (const id of this.outstanding.heldBy(consumer)) {
      const message = this.#settle(id, false);
      if (message !== undefined) this.waiting.retry(message);
    }
    this.#dispatch.remove(consumer);
    this.pump();
  }

  ack(ids: readonly string[]): void {
    for (const id of ids) if (this.#settle(id, true) !== undefined) this.#processed();
    this.#afterAnswers();
  }

  nack(consumer: Consumer, ids: readonly string[], action: NackAction, reason: string): void {
    for (const id of ids) {
      const message = this.#settle(id, true);
      if (message === undefined) continue;
      if (action === 'park') this.#park(message, `Client explicitly NAK'ed message.\n${reason}`);
      else if (action === 'skip') this.#processed();
      else if (action === 'stop') this.waiting.retry(message);
      else this.#again(message);
    }
    if (action === 'stop') consumer.end.drop(rpcErrors.groupDropped(this.entry.stream, this.entry.group));
    this.#afterAnswers();
  }

  async replayParked(stopAt: number | undefined): Promise<void> {
    for (const message of await this.records.takeParked(stopAt, REPLAY_BATCH)) this.waiting.retry(message);
    this.pump();
  }

  /** Ends the group; unacknowledged messages are handed out again when it is next started. */
  async close(error: Error, keepCheckpoint: boolean): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#timer);
    this.#unfollow();
    for (const consumer of this.consumers) consumer.end.drop(error);
    this.consumers.clear();
    if (keepCheckpoint) this.#saveCheckpoint(0);
    await this.#saving;
  }

  #settle(id: string, answered: boolean): Message | undefined {
    const held = this.outstanding.take(id);
    if (held === undefined) return undefined;
    held.consumer.release(id, answered);
    this.#dispatch.settled(held.message);
    return held.message;
  }

  #processed(): void {
    this.#sinceCheckpoint += 1;
    this.meter.count(0);
  }

  #again(message: Message): void {
    const { maxRetryCount } = this.entry.settings;
    if (message.retries >= maxRetryCount) this.#park(message, `Reached retry count of ${maxRetryCount}`);
    else this.waiting.retry({ ...message, retries: message.retries + 1 });
  }

  #park(message: Message, reason: string): void {
    if (message.place !== null) this.#parking.set(message.id, message.place);
    this.records
      .park(message, reason)
      .then(() => {
        this.#parking.delete(message.id);
        this.#processed();
      })
      .catch((error: unknown) => {
        // A message that could not be parked is not processed: it is handed out again rather than lost.
        this.#parking.delete(message.id);
        this.waiting.retry(message);
        this.#onTrouble(error);
        this.pump();
      });
  }

  #afterAnswers(): void {
    if (this.#sinceCheckpoint >= Math.max(1, this.entry.settings.maxCheckpointCount)) this.#saveCheckpoint(1);
    this.pump();
  }

  #tick(): void {
    const now = Date.now();
    const overdue = this.outstanding.overdue(now);
    for (const id of overdue) {
      const message = this.#settle(id, false);
      if (message !== undefined) this.#again(message);
    }
    if (overdue.length > 0) this.pump();
    const { checkpointAfter, minCheckpointCount } = this.entry.settings;
    if (checkpointAfter > 0 && now - this.#savedAt >= checkpointAfter)
      this.#saveCheckpoint(Math.max(1, minCheckpointCount));
  }

  /** The position below every unfinished message. */
  #finishedTo(): number {
    const unfinished = [...this.outstanding.places(), ...this.waiting.places(), ...this.#parking.values()];
    return unfinished.length === 0 ? this.#readTo : Math.min(...unfinished) - 1;
  }

  #saveCheckpoint(atLeast: number): void {
    this.#savedAt = Date.now();
    if (this.#sinceCheckpoint < atLeast) return;
    const place = this.#finishedTo();
    if (place < 0 || place <= (this.#checkpoint ?? -1)) return;
    this.#checkpoint = place;
    this.#sinceCheckpoint = 0;
    this.#saving = this.#saving
      .then(() => this.records.saveCheckpoint(place))
      .then(
        () => {
          this.#savedCheckpoint = place;
        },
        (error: unknown) => this.#onTrouble(error),
      );
  }

  /** Reads ahead as far as the buffer allows and hands out what consumers can take. */
  pump(): void {
    if (this.#closed || this.consumers.size === 0) return;
    this.#fill();
    this.waiting.offer(this.#dispatch.overtakes, (message) => this.#deliver(message));
    this.#fill();
  }

  #fill(): void {
    const { historyBufferSize, readBatchSize } = this.entry.settings;
    for (let reads = 0; this.#more && this.waiting.fresh < Math.max(1, historyBufferSize); reads += 1) {
      if (reads === READS_A_TURN) {
        // A filter may skip most of a long log: other work gets its turn in between.
        setImmediate(() => this.pump());
        return;
      }
      const batch = this.#source.read(this.#readTo, Math.max(1, readBatchSize));
      this.#readTo = batch.lookedTo;
      this.waiting.add(batch.messages);
      this.live = batch.atEnd;
      this.#more = !batch.atEnd;
    }
  }

  #deliver(message: Message): boolean {
    if (this.outstanding.has(message.id)) return false;
    const consumer = this.#dispatch.choose(message);
    if (consumer === undefined) return false;
    const { messageTimeout } = this.entry.settings;
    this.outstanding.hold(
      message,
      consumer,
      messageTimeout > 0 ? Date.now() + messageTimeout : Number.MAX_SAFE_INTEGER,
    );
    consumer.deliver(message);
    return true;
  }
}
