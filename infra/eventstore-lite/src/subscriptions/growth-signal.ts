import type { CommitFeed } from '../storage/commit-feed.ts';

/** Remembers that something grew, so that a waiter who comes a moment later does not miss it. */
export class GrowthSignal {
  readonly #unfollow: () => void;
  #grew = false;
  #stopped = false;
  #wake: (() => void) | undefined;

  constructor(feed: CommitFeed, stream: string | undefined) {
    this.#unfollow = feed.follow(stream, () => this.#notice());
  }

  #notice(): void {
    this.#grew = true;
    this.#wake?.();
  }

  /** Resolves at the next growth since the last wait, or when stopped. */
  async wait(): Promise<void> {
    if (!this.#grew && !this.#stopped) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
    this.#grew = false;
  }

  stop(): void {
    this.#stopped = true;
    this.#unfollow();
    this.#wake?.();
  }
}
