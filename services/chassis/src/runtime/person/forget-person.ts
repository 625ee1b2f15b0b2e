import type { CallContext } from '../context/call-context.ts';
import { commandHandler } from '../event-log/command-handler.ts';
import type { Receipt } from '../event-log/command-contract.ts';
import type { EventLog } from '../event-log/event-log.ts';
import { personAggregate, type ForgetPerson } from './person.ts';

/** Returns the agency that is responsible for a person. Throws NOT_FOUND for an unknown person. */
export type OwnerOf = (personId: string) => Promise<string>;

/**
 * Makes the use case that destroys a person's key and records that they were forgotten, on `person.forget` of
 * the agency responsible for them, or of the whole province if no `owner` is given. A crash between the two
 * leaves a destroyed key; the same request, sent again, records it. Throws NOT_FOUND.
 */
export function forgetPerson(log: EventLog, owner?: OwnerOf) {
  const persons = commandHandler(log, personAggregate(log.service));
  return async (data: ForgetPerson['data'], context: CallContext): Promise<Receipt> => {
    context.principal.require('person.forget');
    const agencyId = await owner?.(data.personId);
    return persons.handle({
      id: data.personId,
      context,
      authorise: () => context.principal.require('person.forget', agencyId),
      command: async () => {
        await log.keys.forget(data.personId);
        return { type: 'ForgetPerson', data };
      },
    });
  };
}
