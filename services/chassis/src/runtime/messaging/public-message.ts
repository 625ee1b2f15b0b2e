import type { Event } from '../../domain/decider.ts';
import type { StoredEvent } from '../event-log/stored-event.ts';

/** What other services may know of an event: a proto contract, never the domain event itself. */
export type PublicMessage = Readonly<{
  /** `egov.<service>.<aggregate>.<event_snake>.v<n>`; nothing personal. */
  subject: string;
  /** The encoded proto message. */
  message: Uint8Array;
  /** Its full name, `egov.procedures.events.v1.PapersRequested`. */
  type: string;
}>;

/** Returns the public message of an event; `undefined` if the event is not public. */
export type Publisher = (event: StoredEvent) => PublicMessage | undefined;

/** The message made of each type of event; a type that is absent is not published. */
export type PublicationRules<E extends Event> = Readonly<{
  [Type in E['type']]?: (event: StoredEvent<Extract<E, { type: Type }>>) => PublicMessage | undefined;
}>;

/** Declares the public events of a service. The rules are pure: after a restart they return the same. */
export const publisher = <E extends Event>(rules: PublicationRules<E>): Publisher => {
  const byType = new Map(Object.entries(rules) as readonly [string, Publisher][]);
  return (event) => byType.get(event.type)?.(event);
};
