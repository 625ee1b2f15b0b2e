import type { EventStoreDBClient } from '@eventstore/db-client';

/** The few calls of the official client that the event log makes. */
export type StoreClient = Pick<EventStoreDBClient, 'appendToStream' | 'readStream' | 'readAll' | 'dispose'>;
