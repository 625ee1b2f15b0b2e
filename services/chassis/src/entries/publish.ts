// What public events are written with: a stored event comes in, a message of the contract goes out.
export type { StoredEvent } from '../runtime/event-log/stored-event.ts';
export { publisher, type Publisher, type PublicMessage } from '../runtime/messaging/public-message.ts';
export type { PersonForgotten } from '../runtime/person/person.ts';
