/** How long expressions may be evaluated before all else gets its turn. */
const TURN_MS = 10;

/**
 * The time of all filters with expressions together: however many and however slow they are, everything else
 * has its turn after each slice of it. Those who wait get a slice each, in the order they came.
 */
class FilterTurn {
  readonly #waiting: Array<() => void> = [];
  #spentMs = 0;
  #scheduled = false;

  /** Evaluates, and counts the time. */
  spend<T>(evaluate: () => T): T {
    const began = performance.now();
    try {
      return evaluate();
    } finally {
      this.#spentMs += performance.now() - began;
      this.#schedule();
    }
  }

  /** Whether the slice is over; who goes on evaluating waits for the next first. */
  get over(): boolean {
    return this.#spentMs >= TURN_MS;
  }

  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#spentMs = 0;
      this.#waiting.shift()?.();
      if (this.#waiting.length > 0) this.#schedule();
    });
  }
}

export const filterTurn = new FilterTurn();
