import type { CallContext } from '@egov/chassis/runtime';
import type { PersonDatum } from '../projections/signatures.ts';
import { including, type Includes, type Read } from './reading.ts';
import { refusal } from '../domain/reasons.ts';

/**
 * Lists all that is held on a person, on `person.read` of the agency they were registered for. Throws
 * NOT_FOUND.
 */
export const listPersonData =
  ({ read }: Read) =>
  async (
    input: Readonly<{ personId: string }> & Includes,
    context: CallContext,
  ): Promise<readonly PersonDatum[]> => {
    context.principal.require('person.read');
    const held = await read.personData({ personId: input.personId }, including(input, context));
    if (held === undefined) throw refusal('NOT_FOUND');
    context.principal.require('person.read', held.agencyId);
    return held.data;
  };
