import type { Message } from './message.ts';
import { RateMeter } from './rate-meter.ts';

/** One connected reader of a group. */
export interface ConsumerEnd {
  readonly name: string;
  readonly from: string;
  readonly user: string;
  readonly bufferSize: number;
  /** Returns nothing to wait for unless the reader's window is full. */
  deliver(message: Message): Promise<void> | undefined;
  /** Ends the call with an error. */
  drop(error: Error): void;
}

/** A reader and the messages that it has not acknowledged yet. */
export class Consumer {
  readonly end: ConsumerEnd;
  readonly meter = new RateMeter();
  readonly #held = new Map<string, number>();

  readonly #onRoom: () => void;
  #stalled = false;

  /** `onRoom` is called when a reader that was too slow has caught up. */
  constructor(end: ConsumerEnd, onRoom: () => void) {
    this.end = end;
    this.#onRoom = onRoom;
  }

  /** How many messages it can take now; none while it does not read what it was sent. */
  get slots(): number {
    return this.#stalled ? 0 : Math.max(0, this.end.bufferSize - this.#held.size);
  }

  /** The ids of the messages that it has. */
  held(): string[] {
    return [...this.#held.keys()];
  }

  get inFlight(): number {
    return this.#held.size;
  }

  deliver(message: Message): void {
    this.#held.set(message.id, performance.now());
    const drained = this.end.deliver(message);
    if (drained === undefined) return;
    this.#stalled = true;
    void drained.then(() => {
      this.#stalled = false;
      this.#onRoom();
    });
  }

  /** The message was acknowledged or taken away. */
  release(id: string, processed: boolean): void {
    const since = this.#held.get(id);
    if (since === undefined) return;
    this.#held.delete(id);
    if (processed) this.meter.count(performance.now() - since);
  }
}
