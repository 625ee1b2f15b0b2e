import type { Event } from '../../domain/mod.ts';
import type { ChainKeys } from './chain-keys.ts';
import { linkOf } from './chain-link.ts';
import type { EventDecoder, Resolved } from './event-decoder.ts';

/** Makes a decoder pass over events that no key of the service proves, as if they were of no catalogue. */
export function provenOnly<E extends Event>(decode: EventDecoder<E>, keys: ChainKeys): EventDecoder<E> {
  const proven = (resolved: Resolved): Resolved =>
    resolved.event !== undefined && linkOf(resolved.event, keys).unproven === undefined ? resolved : {};
  return Object.assign((resolved: Resolved) => decode(proven(resolved)), {
    batch: (resolved: readonly Resolved[]) => decode.batch(resolved.map(proven)),
  });
}
