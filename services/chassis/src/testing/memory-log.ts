import type { Instant } from '../domain/mod.ts';
import { chainKeys, newChainKeys } from '../runtime/event-log/chain-keys.ts';
import { type EventLog, eventLogOver } from '../runtime/event-log/event-log.ts';
import type { RawEvent } from '../runtime/event-log/stored-event.ts';
import { inMemoryClient } from '../runtime/event-log/test-support/in-memory-client.ts';
import type { KeyStore } from '../runtime/keys/key-store.ts';
import { memoryKeyStore } from '../runtime/keys/memory-key-store.ts';

/** An event log in memory, with all events appended to it, in order. */
export type MemoryLog = Readonly<{ log: EventLog; keys: KeyStore; stored: readonly RawEvent[] }>;

/**
 * Makes an event log for in-process tests; it stores events as the real one returns them, sealed and through
 * JSON.
 */
export function memoryLog(service: string, clock: () => Instant = () => new Date().toISOString()): MemoryLog {
  const client = inMemoryClient();
  const keys = memoryKeyStore();
  return {
    log: eventLogOver(client, {
      service,
      province: 'test',
      epoch: '1',
      keys,
      chainKeys: chainKeys(JSON.stringify(newChainKeys())),
      clock,
    }),
    keys,
    stored: client.log,
  };
}
