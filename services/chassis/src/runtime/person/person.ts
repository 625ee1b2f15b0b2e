import { eventCatalogue, type Command, type Decider, type Event, type Instant } from '../../domain/mod.ts';

/** The fact that a person was forgotten; projections blank their rows on it. */
export type PersonForgotten = Event<'PersonForgotten', { personId: string; reason: string }>;

/**
 * One text held on a person: the record that holds it, e.g. `staff:<uuid>`, by which event, and its place.
 */
export type PersonDatum = Readonly<{
  record: string;
  event: string;
  recorded: Instant;
  field: string;
  value: string;
}>;

/** The `reason` is the legal ground and contains nothing about the person. */
export type ForgetPerson = Command<'ForgetPerson', { personId: string; reason: string }>;

export type Person = Readonly<{ phase: 'remembered' | 'forgotten' }>;

export const personCatalogue = eventCatalogue<PersonForgotten>({ PersonForgotten: { schema: 1 } });

/** A forgotten person stays forgotten: the key is gone, and another request records nothing. */
export const personDecider: Decider<Person, ForgetPerson, PersonForgotten> = {
  initial: { phase: 'remembered' },
  evolve: () => ({ phase: 'forgotten' }),
  decide: ({ data }, { phase }) => (phase === 'forgotten' ? [] : [{ type: 'PersonForgotten', data }]),
};

/** The persons that a service has forgotten: the one aggregate of every service with events. */
export const personAggregate = (service: string) => ({
  category: `${service}_person`,
  decider: personDecider,
  catalogue: personCatalogue,
});
