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

  /** What was due before now. All wait equally long, so those handed out first are due first. */
  overdue(now: number): string[] {
    const ids: string[] = [];
    for (const [id, { dueAt }] of this.#held) {
      if (dueAt > now) break;
      ids.push(id);
    }
    return ids;
  }
}
