import type { Message } from './message.ts';
import { RateMeter } from './rate-meter.ts';

/** One connected reader of a group. */
export interface ConsumerEnd {
  readonly name: string;
  readonly from: string;
  readonly user: string;
  readonly bufferSize: number;
  deliver(message: Message): void;
  /** Ends the call with an error. */
  drop(error: Error): void;
}

/** A reader and the messages that it has not acknowledged yet. */
export class Consumer {
  readonly end: ConsumerEnd;
  readonly meter = new RateMeter();
  readonly #held = new Map<string, number>();

  constructor(end: ConsumerEnd) {
    this.end = end;
  }

  get slots(): number {
    return Math.max(0, this.end.bufferSize - this.#held.size);
  }

  get inFlight(): number {
    return this.#held.size;
  }

  deliver(message: Message): void {
    this.#held.set(message.id, performance.now());
    this.end.deliver(message);
  }

  /** The message was acknowledged or taken away. */
  release(id: string, processed: boolean): void {
    const since = this.#held.get(id);
    if (since === undefined) return;
    this.#held.delete(id);
    if (processed) this.meter.count(performance.now() - since);
  }
}
