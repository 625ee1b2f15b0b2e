/** A group may always hold this much, whatever the others hold. */
const ASSURED_BYTES = 1024 * 1024;
/** No group holds more, however large the buffers that it and its consumers ask for. */
const GROUP_BYTES = 128 * 1024 * 1024;
/** Nor do all groups of the store together, beyond what each is assured. */
const STORE_BYTES = 256 * 1024 * 1024;

/** The memory of all groups for messages that are read and not processed yet. */
export class MessageMemory {
  #bytes = 0;

  share(): MemoryShare {
    return new MemoryShare((bytes) => (this.#bytes += bytes));
  }
}

/** A group's part of it. */
export class MemoryShare {
  readonly #add: (bytes: number) => number;
  #own = 0;

  constructor(add: (bytes: number) => number) {
    this.#add = add;
  }

  /** Whether nothing more should be read until something is processed. */
  get full(): boolean {
    return this.#own >= ASSURED_BYTES && (this.#own >= GROUP_BYTES || this.#add(0) >= STORE_BYTES);
  }

  take(bytes: number): void {
    this.#own += bytes;
    this.#add(bytes);
  }

  free(bytes: number): void {
    this.take(-bytes);
  }

  freeAll(): void {
    this.take(-this.#own);
  }
}
