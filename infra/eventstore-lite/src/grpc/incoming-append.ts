import { memoryOf, type ProposedEvent } from '../storage/records.ts';
import { TooBusy } from '../storage/writer.ts';
import { proposedEvent, sizeOnDisk, type Proposed } from './proposed-events.ts';
import { rpcErrors } from './rpc-error.ts';

/** The most events of one append: the writer takes an append as a whole. */
const MAX_EVENTS = 20_000;

/** What the events of all appends that are still coming in may take in memory. */
const MAX_BYTES = 64 * 1024 * 1024;

/** The memory of a store for appends whose events are still coming in. */
export class IncomingMemory {
  bytes = 0;
}

/** The events of an append, as they come in. */
export class IncomingAppend {
  readonly events: ProposedEvent[] = [];
  readonly #memory: IncomingMemory;
  #held = 0;
  /** What counts towards the size limit of an append. */
  size = 0;

  constructor(memory: IncomingMemory) {
    this.#memory = memory;
  }

  /** Adds an event; throws where it, or that there is one more, is against a rule. */
  add(message: Proposed): void {
    const event = proposedEvent(message);
    if (this.events.length >= MAX_EVENTS)
      throw rpcErrors.invalidArgument(`an append has at most ${MAX_EVENTS} events`);
    if (this.#memory.bytes > MAX_BYTES) throw new TooBusy('Server Is Too Busy');
    const bytes = memoryOf(event);
    this.#memory.bytes += bytes;
    this.#held += bytes;
    this.size += sizeOnDisk(event);
    this.events.push(event);
  }

  /** It is complete, or will not be completed. */
  leave(): void {
    this.#memory.bytes -= this.#held;
    this.#held = 0;
  }
}
