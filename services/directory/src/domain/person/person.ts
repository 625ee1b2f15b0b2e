import { eventCatalogue, type Command, type Decider, type Event } from '@egov/chassis/domain';
import type { PersonId } from '../ids.ts';

export type PersonEvent = Event<'PersonForgotten', { personId: PersonId; reason: string }>;
export const personCatalogue = eventCatalogue<PersonEvent>({ PersonForgotten: { schema: 1 } });

export type Person = Readonly<{ phase: 'remembered' | 'forgotten' }>;

export type ForgetPerson = Command<'ForgetPerson', { personId: PersonId; reason: string }>;

/** What is forgotten stays forgotten: the key is gone, and asking again records nothing. */
export const personDecider: Decider<Person, ForgetPerson, PersonEvent> = {
  initial: { phase: 'remembered' },
  evolve: () => ({ phase: 'forgotten' }),
  decide: ({ data }, { phase }) => (phase === 'forgotten' ? [] : [{ type: 'PersonForgotten', data }]),
};
