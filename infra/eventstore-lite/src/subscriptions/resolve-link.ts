import type { StoredEvent } from '../storage/records.ts';
import type { Reader } from '../storage/reader.ts';
import type { ResolvedEvent } from '../wire/read-response.ts';

export const LINK_TYPE = '$>';

/** Resolves a link on request; a link whose event is gone stays a link without an event. */
export function resolve(reader: Reader, event: StoredEvent, resolveLinks: boolean): ResolvedEvent {
  if (!resolveLinks || event.type !== LINK_TYPE) return { event, link: undefined };
  return { event: reader.linked(event), link: event };
}
