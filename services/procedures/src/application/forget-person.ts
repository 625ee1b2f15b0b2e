import type { CallContext, KeyStore } from '@egov/chassis/runtime';
import type { ForgetPerson } from '../domain/person/person.ts';
import type { Receipt, Records } from './records.ts';

/**
 * Destroys an applicant's key and records that they were forgotten, on `person.forget` of the whole province,
 * as dossiers of many agencies may speak of them. A crash between the two leaves a destroyed key; the same
 * request, sent again, records it.
 */
export const forgetPerson =
  ({ persons, keys }: Pick<Records, 'persons'> & Readonly<{ keys: Pick<KeyStore, 'forget'> }>) =>
  async (data: ForgetPerson['data'], context: CallContext): Promise<Receipt> =>
    persons.handle({
      id: data.personId,
      context,
      authorise: () => context.principal.require('person.forget', undefined),
      command: async () => {
        await keys.forget(data.personId);
        return { type: 'ForgetPerson', data };
      },
    });
