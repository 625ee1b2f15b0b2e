import type { GroupRecords } from './group-records.ts';
import type { Message } from './message.ts';

/** How many parked messages are taken at a time. */
const PAGE = 256;

/**
 * Brings parked messages back, page by page as there is room for them. What was not brought back yet stays
 * parked, also over a restart.
 */
export class ParkedReplay {
  readonly #records: GroupRecords;
  readonly #hasRoom: () => boolean;
  readonly #bring: (messages: readonly Message[]) => void;
  /** The revision of the parked stream before which everything comes back. */
  #before = 0;
  #taking: Promise<void> | undefined;

  constructor(records: GroupRecords, hasRoom: () => boolean, bring: (messages: readonly Message[]) => void) {
    this.#records = records;
    this.#hasRoom = hasRoom;
    this.#bring = bring;
  }

  /** Begins with everything that is parked now, or that lies before a revision of the parked stream. */
  async start(stopAt: number | undefined): Promise<void> {
    await this.#taking;
    this.#before = Math.max(this.#before, Math.min(this.#records.parkedEnd(), stopAt ?? Infinity));
    await this.go();
  }

  /** Goes on where there is room again. */
  go(): Promise<void> {
    this.#taking ??= this.#take().finally(() => {
      this.#taking = undefined;
    });
    return this.#taking;
  }

  /** Whether something is still to come back, and may. */
  get waits(): boolean {
    return this.#before > 0 && this.#taking === undefined && this.#hasRoom();
  }

  async #take(): Promise<void> {
    while (this.#before > 0 && this.#hasRoom()) {
      const messages = await this.#records.takeParked(this.#before, PAGE);
      if (messages.length === 0) this.#before = 0;
      this.#bring(messages);
    }
  }
}
