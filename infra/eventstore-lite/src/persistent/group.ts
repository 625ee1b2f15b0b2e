import { nextTurn } from '../grpc/next-turn.ts';
import { rpcErrors } from '../grpc/rpc-error.ts';
import type { Store } from '../storage/store.ts';
import { mustPause } from '../subscriptions/event-filter.ts';
import { filterTurn } from '../subscriptions/filter-turn.ts';
import { Checkpoint } from './checkpoint.ts';
import { Consumer, type ConsumerEnd } from './consumer.ts';
import { GroupRecords } from './group-records.ts';
import type { GroupEntry } from './group-settings.ts';
import { groupSource, type GroupSource } from './group-source.ts';
import type { Message } from './message.ts';
import type { MemoryShare } from './message-memory.ts';
import { Outstanding } from './outstanding.ts';
import { ParkedReplay } from './parked-replay.ts';
import { RateMeter } from './rate-meter.ts';
import { dispatchOf, type Dispatch } from './strategies.ts';
import { WaitingMessages } from './waiting-messages.ts';

export type NackAction = 'unknown' | 'park' | 'retry' | 'skip' | 'stop';

/** How often time-outs and the checkpoint's age are checked. */
const TICK_MS = 100;

/** How many reads of the log, and how many deliveries, happen before other work gets its turn. */
const READS_A_TURN = 8;
const DELIVERIES_A_TURN = 500;

/** The most messages that are read ahead, and read at once, however many the settings ask for. */
const MAX_AHEAD = 5000;
const MAX_AT_ONCE = 500;

/** The most consumers of a group whose settings allow any number. */
const MAX_CONSUMERS = 1000;

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
  readonly checkpoint: Checkpoint;
  readonly #memory: MemoryShare;
  readonly #source: GroupSource;
  readonly #dispatch: Dispatch;
  readonly #replay: ParkedReplay;
  readonly #timer: NodeJS.Timeout;
  readonly #unfollow: () => void;
  readonly #onTrouble: (error: unknown) => void;
  /** The places of what was read and not processed; they come in order, so the first is the lowest. */
  readonly #unfinished = new Set<number>();
  #readTo: number;
  #closed = false;
  /** There may be events that were not read yet. */
  #more = true;
  #pumpsLater = false;
  live = false;

  constructor(store: Store, entry: GroupEntry, memory: MemoryShare, onTrouble: (error: unknown) => void) {
    this.entry = entry;
    this.#memory = memory;
    this.records = new GroupRecords(store, entry);
    this.#onTrouble = onTrouble;
    this.#source = groupSource(store, entry);
    this.#dispatch = dispatchOf(entry.settings.strategy);
    this.#replay = new ParkedReplay(
      this.records,
      () => !this.#closed && !memory.full && this.waiting.retries < MAX_AHEAD,
      (messages) => {
        for (const { bytes } of messages) memory.take(bytes);
        this.waiting.retry(messages);
        this.pump();
      },
    );
    this.checkpoint = new Checkpoint(this.records, entry.settings, () => this.#finishedTo(), onTrouble);
    const { startFrom } = entry.settings;
    this.#readTo =
      this.checkpoint.saved ??
      (startFrom === 'start' ? -1 : startFrom === 'end' ? entry.endedAt : startFrom - 1);
    this.#unfollow = this.#source.follow(() => {
      this.#more = true;
      this.pump();
    });
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    this.#timer.unref();
  }

  get lastKnown(): number {
    return this.#source.end();
  }

  connect(end: ConsumerEnd): Consumer {
    const { maxSubscriberCount } = this.entry.settings;
    const limit = maxSubscriberCount === 0 ? MAX_CONSUMERS : Math.min(maxSubscriberCount, MAX_CONSUMERS);
    if (this.consumers.size >= limit) throw rpcErrors.groupFull(this.entry.stream, this.entry.group);
    this.#source.check();
    const consumer = new Consumer(end, () => this.pump());
    this.consumers.add(consumer);
    this.#dispatch.add(consumer);
    // After the caller has confirmed the subscription.
    this.#pumpLater();
    return consumer;
  }

  /** The consumer is gone: its messages go to the others. */
  disconnect(consumer: Consumer): void {
    if (!this.consumers.delete(consumer)) return;
    this.waiting.retry(this.#settle(consumer.held(), false));
    this.#dispatch.remove(consumer);
    this.pump();
  }

  ack(ids: readonly string[]): void {
    for (const message of this.#settle(ids, true)) this.#processed(message);
    this.pump();
  }

  nack(consumer: Consumer, ids: readonly string[], action: NackAction, reason: string): void {
    const messages = this.#settle(ids, true);
    if (action === 'park')
      for (const message of messages) this.#park(message, `Client explicitly NAK'ed message.\n${reason}`);
    else if (action === 'skip') for (const message of messages) this.#processed(message);
    else if (action === 'stop') this.waiting.retry(messages);
    else this.#again(messages);
    if (action === 'stop') consumer.end.drop(rpcErrors.groupDropped(this.entry.stream, this.entry.group));
    this.pump();
  }

  /** Everything that is parked now, or before a revision of the parked stream, is delivered again. */
  replayParked(stopAt: number | undefined): Promise<void> {
    return this.#replay.start(stopAt);
  }

  /** Ends the group; unacknowledged messages are handed out again when it is next started. */
  async close(error: Error, keepCheckpoint: boolean): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#timer);
    this.#unfollow();
    for (const consumer of this.consumers) consumer.end.drop(error);
    this.consumers.clear();
    this.#memory.freeAll();
    if (keepCheckpoint) await this.checkpoint.finish();
  }

  /** Takes messages back from their consumers; ids of messages that nobody has are ignored. */
  #settle(ids: readonly string[], answered: boolean): Message[] {
    return ids.flatMap((id) => {
      const held = this.outstanding.take(id);
      if (held === undefined) return [];
      held.consumer.release(id, answered);
      this.#dispatch.settled(held.message);
      return [held.message];
    });
  }

  #processed({ place, bytes }: Message): void {
    if (this.#closed) return;
    if (place !== null) this.#unfinished.delete(place);
    this.#memory.free(bytes);
    this.checkpoint.count();
    this.checkpoint.saveIfDue();
    this.meter.count(0);
  }

  #again(messages: readonly Message[]): void {
    const { maxRetryCount } = this.entry.settings;
    const worn = messages.filter(({ retries }) => retries >= maxRetryCount);
    for (const message of worn) this.#park(message, `Reached retry count of ${maxRetryCount}`);
    this.waiting.retry(
      messages.flatMap((message) =>
        message.retries >= maxRetryCount ? [] : [{ ...message, retries: message.retries + 1 }],
      ),
    );
  }

  #park(message: Message, reason: string): void {
    this.records
      .park(message, reason)
      .then(() => this.#processed(message))
      .catch((error: unknown) => {
        // A message that could not be parked is not processed: it is handed out again rather than lost.
        this.waiting.retry([message]);
        this.#onTrouble(error);
      })
      .finally(() => this.pump());
  }

  #tick(): void {
    const overdue = this.outstanding.overdue(Date.now());
    if (overdue.length > 0) this.#again(this.#settle(overdue, false));
    // Also where another group has freed the memory that this one waited for.
    if (overdue.length > 0 || this.#more || this.#replay.waits) this.pump();
    this.checkpoint.saveIfDue();
  }

  /** The position below every unfinished message. */
  #finishedTo(): number {
    const { value: lowest } = this.#unfinished.values().next();
    return lowest === undefined ? this.#readTo : lowest - 1;
  }

  /** After everything else has had its turn, by default. */
  #pumpLater(turn: () => Promise<void> = nextTurn): void {
    if (this.#pumpsLater) return;
    this.#pumpsLater = true;
    void turn().then(() => {
      this.#pumpsLater = false;
      this.pump();
    });
  }

  /** Reads ahead as far as there is room, and hands out what consumers can take. */
  pump(): void {
    if (this.#closed || this.consumers.size === 0) return;
    if (this.#replay.waits) this.#replay.go().catch(this.#onTrouble);
    this.#fill();
    let delivered = 0;
    this.waiting.offer(this.#dispatch.overtakes, (message) => {
      if (delivered >= DELIVERIES_A_TURN || !this.#deliver(message)) return false;
      delivered += 1;
      return true;
    });
    // Other work gets its turn in between.
    if (delivered >= DELIVERIES_A_TURN) this.#pumpLater();
    else this.#fill();
  }

  #fill(): void {
    const { historyBufferSize, readBatchSize, filter } = this.entry.settings;
    const ahead = Math.min(historyBufferSize, MAX_AHEAD);
    for (let reads = 0; this.#more && this.waiting.fresh < ahead && !this.#memory.full; reads += 1) {
      // A filter may skip most of a long log.
      if (reads === READS_A_TURN) return this.#pumpLater();
      if (mustPause(filter)) return this.#pumpLater(() => filterTurn.next());
      const batch = this.#source.read(this.#readTo, Math.min(readBatchSize, MAX_AT_ONCE));
      this.#readTo = batch.lookedTo;
      for (const { place, bytes } of batch.messages) {
        if (place !== null) this.#unfinished.add(place);
        this.#memory.take(bytes);
      }
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
