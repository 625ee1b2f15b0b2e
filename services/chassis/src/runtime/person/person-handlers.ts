import * as field from '../grpc/request-field.ts';
import { PersonServiceDefinition } from '@egov/proto/egov/person/v1/person_service';
import type { EventLog } from '../event-log/event-log.ts';
import { grpcService, rpc } from '../grpc/rpc.ts';
import { forgetPerson, type OwnerOf } from './forget-person.ts';
import { listHeld, type HeldRecords } from './list-held.ts';

/** What each service defines about the persons it holds data of. */
export type PersonOptions = Readonly<{
  /** The agency that may read and forget them; without it, the whole province only. */
  owner?: OwnerOf;
  /** The records that hold data on persons. */
  held: HeldRecords;
}>;

const HOLDS_NOTHING: PersonOptions = {
  held: { name: 'nothing', catalogue: {}, of: async () => [], page: async () => [] },
};

/** Serves what a service holds on a person, and forgetting them. */
export const personHandlers = (log: EventLog, { owner, held }: PersonOptions = HOLDS_NOTHING) => {
  const forget = forgetPerson(log, owner);
  return grpcService(PersonServiceDefinition, {
    listPersonData: rpc({
      schema: field.message({
        personId: field.uuid(),
        minPosition: field.position().optional(),
        pageToken: field.pageToken().optional(),
      }),
      handle: async ({ personId, minPosition, pageToken }, { principal, signal }) => {
        principal.require('person.read');
        principal.require('person.read', await owner?.(personId));
        const { items, nextPageToken } = await listHeld(
          held,
          { personId, pageToken },
          { minPosition, signal },
        );
        const data = items.map(({ event, recorded, ...datum }) => ({
          ...datum,
          eventType: event,
          recordedAt: new Date(recorded),
        }));
        return { data, nextPageToken };
      },
    }),
    forgetPerson: rpc({
      schema: field.message({ personId: field.uuid(), reason: field.text({ max: 500 }) }),
      handle: forget,
    }),
  });
};
