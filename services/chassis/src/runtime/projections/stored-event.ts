import type { Event, Recorded } from '../../domain/decider.ts';

/** An event as the log keeps it, brought to today's schema and unsealed; personal fields of a forgotten person are `null`. */
export type StoredEvent<E extends Event = Event> = Recorded<E> & Readonly<{
  stream: string;
  aggregateId: string;
  eventId: string;
  revision: number;
  position: bigint;
  schema: number;
  correlation: string;
  causation?: string;
  requestHash?: string;
  chain: string;
}>;
