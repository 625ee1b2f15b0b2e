import * as field from '../grpc/request-field.ts';
import { PersonServiceDefinition } from '@egov/proto/egov/person/v1/person_service';
import type { EventLog } from '../event-log/event-log.ts';
import { grpcService, rpc } from '../grpc/rpc.ts';
import { textTo } from '../grpc/text-to.ts';
import type { QueryOptions } from '../projections/queries.ts';
import { forgetPerson, type OwnerOf } from './forget-person.ts';
import type { PersonDatum } from './person.ts';

/** What each service defines about the persons it holds data of. */
export type PersonOptions = Readonly<{
  /** The agency that may read and forget them; without it, the whole province only. */
  owner?: OwnerOf;
  /** Lists all that is held on a person. */
  held: (personId: string, options: QueryOptions) => Promise<readonly PersonDatum[]>;
}>;

const HOLDS_NOTHING: PersonOptions = { held: async () => [] };

/** Serves what a service holds on a person, and forgetting them. */
export const personHandlers = (log: EventLog, { owner, held }: PersonOptions = HOLDS_NOTHING) => {
  const forget = forgetPerson(log, owner);
  return grpcService(PersonServiceDefinition, {
    listPersonData: rpc({
      schema: field.message({ personId: field.uuid(), minPosition: field.position().optional() }),
      handle: async ({ personId, minPosition }, { principal, signal }) => {
        principal.require('person.read');
        principal.require('person.read', await owner?.(personId));
        const data = await held(personId, { minPosition, signal });
        return { data: data.map(({ value, ...datum }) => ({ ...datum, value: textTo(value) })) };
      },
    }),
    forgetPerson: rpc({
      schema: field.message({ personId: field.uuid(), reason: field.text({ max: 500 }) }),
      handle: forget,
    }),
  });
};
