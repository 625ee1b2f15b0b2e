import type { Event } from './decider.ts';

/** Turns the data of one stored schema into the next one's; pure, and total for every stored sample. */
export type Upcaster = (data: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** What the log needs to know of one event type. */
export type EventDeclaration = Readonly<{
  /** The version of the data's shape that is written today, from 1. */
  schema: number;
  /** `upcast[n]` turns schema n into n + 1. */
  upcast?: Readonly<Record<number, Upcaster>>;
  /**
   * The personal fields: dotted path of the field → dotted path of the id of the person it is about.
   * `*` stands for each element of an array, e.g. `{ 'applicant.name': 'applicant.personId' }`.
   */
  sealed?: Readonly<Record<string, string>>;
}>;

/** Every event type of one aggregate, declared once, next to the types. */
export type EventCatalogue<E extends Event = Event> = Readonly<{ [Type in E['type']]: EventDeclaration }>;

/** Declares the events of an aggregate; does not compile while a type is missing. */
export const eventCatalogue = <E extends Event>(declarations: EventCatalogue<E>): EventCatalogue<E> =>
  Object.freeze(declarations);
