import type { Consumer } from './consumer.ts';
import type { Message } from './message.ts';

interface Held {
  readonly message: Message;
  readonly consumer: Consumer;
  readonly dueAt: number;
}

/** Messages that were handed out and not acknowledged yet. */
export class Outstanding {
  readonly #held = new Map<string, Held>();

  get size(): number {
    return this.#held.size;
  }

  has(id: string): boolean {
    return this.#held.has(id);
  }

  hold(message: Message, consumer: Consumer, dueAt: number): void {
    this.#held.set(message.id, { message, consumer, dueAt });
  }

  take(id: string): Held | undefined {
    const held = this.#held.get(id);
    this.#held.delete(id);
    return held;
  }

  overdue(now: number): string[] {
    return [...this.#held.values()].filter(({ dueAt }) => dueAt <= now).map(({ message }) => message.id);
  }

  heldBy(consumer: Consumer): string[] {
    return [...this.#held.values()]
      .filter((held) => held.consumer === consumer)
      .map(({ message }) => message.id);
  }

  places(): number[] {
    return [...this.#held.values()].flatMap(({ message }) => (message.place === null ? [] : [message.place]));
  }
}
