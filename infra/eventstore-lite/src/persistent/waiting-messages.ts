import { orderKey } from './strategies.ts';
import type { Message } from './message.ts';

/** Messages not handed out yet; retries come first, in their order. */
export class WaitingMessages {
  #retries: Message[] = [];
  #fresh: Message[] = [];

  get fresh(): number {
    return this.#fresh.length;
  }

  get retries(): number {
    return this.#retries.length;
  }

  add(messages: readonly Message[]): void {
    for (const message of messages) this.#fresh.push(message);
  }

  retry(messages: readonly Message[]): void {
    if (messages.length === 0) return;
    this.#retries = [...this.#retries, ...messages].sort((a, b) => rankOf(a) - rankOf(b));
  }

  /**
   * Passes messages to `deliver` for as long as it accepts them; a refused one may be overtaken only by
   * messages of other streams.
   */
  offer(overtakes: boolean, deliver: (message: Message) => boolean): void {
    if (!overtakes) {
      if (takeWhile(this.#retries, deliver)) takeWhile(this.#fresh, deliver);
      return;
    }
    const refused = new Set<string>();
    const stays = (message: Message): boolean => {
      const order = orderKey(message);
      if (!refused.has(order) && deliver(message)) return false;
      refused.add(order);
      return true;
    };
    this.#retries = this.#retries.filter(stays);
    this.#fresh = this.#fresh.filter(stays);
  }
}

const rankOf = ({ place }: Message): number => place ?? -1;

/** Takes from the front what is accepted; returns whether that was everything. */
function takeWhile(queue: Message[], accept: (message: Message) => boolean): boolean {
  const refused = queue.findIndex((message) => !accept(message));
  queue.splice(0, refused < 0 ? queue.length : refused);
  return refused < 0;
}
