import { orderKey } from './strategies.ts';
import type { Message } from './message.ts';

/** Messages not handed out yet; retries come first, in their order. */
export class WaitingMessages {
  readonly #retries: Message[] = [];
  readonly #fresh: Message[] = [];

  get fresh(): number {
    return this.#fresh.length;
  }

  get retries(): number {
    return this.#retries.length;
  }

  add(messages: readonly Message[]): void {
    this.#fresh.push(...messages);
  }

  retry(message: Message): void {
    const rank = message.place ?? -1;
    const at = this.#retries.findLastIndex((other) => (other.place ?? -1) <= rank);
    this.#retries.splice(at + 1, 0, message);
  }

  /**
   * Passes messages to `deliver` for as long as it accepts them; a refused one may be overtaken only by
   * messages of other streams.
   */
  offer(overtakes: boolean, deliver: (message: Message) => boolean): void {
    const refused = new Set<string>();
    for (const queue of [this.#retries, this.#fresh]) {
      let at = 0;
      while (at < queue.length) {
        const message = queue[at];
        if (message === undefined) break;
        const order = overtakes ? orderKey(message) : '';
        if (!refused.has(order) && deliver(message)) {
          queue.splice(at, 1);
          continue;
        }
        if (!overtakes) return;
        refused.add(order);
        at += 1;
      }
    }
  }

  /** The positions of all waiting messages. */
  places(): number[] {
    const lowestFresh = this.#fresh.find(({ place }) => place !== null)?.place;
    const retried = this.#retries.flatMap(({ place }) => (place === null ? [] : [place]));
    return lowestFresh === undefined || lowestFresh === null ? retried : [...retried, lowestFresh];
  }
}
