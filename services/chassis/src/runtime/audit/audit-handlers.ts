import * as field from '../grpc/request-field.ts';
import { AuditServiceDefinition } from '@egov/proto/egov/audit/v1/audit_service';
import { agenciesInScope } from '../context/agencies-in-scope.ts';
import { grpcService, rpc } from '../grpc/rpc.ts';
import type { Act, listActs } from '../projections/acts.ts';
import type { ReadModels } from '../projections/projection.ts';
import { typedQueries, type QueryPool } from '../projections/queries.ts';
import { queryOptions } from '../use-cases/read-after.ts';

const milliseconds = () =>
  field
    .instant()
    .transform((instant) => Date.parse(instant))
    .optional();

/** Serves who did what from the service's query `listActs`, on `audit.read`. */
export function auditHandlers(queries: QueryPool, { catalogues }: Pick<ReadModels, 'catalogues'>) {
  const eventTypes = [...new Set(Object.values(catalogues).flatMap((each) => Object.keys(each)))].toSorted();
  const read = typedQueries<{ listActs: typeof listActs }>(queries);
  return grpcService(AuditServiceDefinition, {
    listActs: rpc({
      schema: field.message({
        actorId: field.text({ max: 100 }).optional(),
        agencyId: field.uuid().optional(),
        eventType: field.text({ max: 100 }).optional(),
        fromAt: milliseconds(),
        beforeAt: milliseconds(),
        pageSize: field.pageSize(),
        pageToken: field.pageToken().optional(),
        minPosition: field.position().optional(),
      }),
      handle: async ({ agencyId, fromAt: from, beforeAt: before, minPosition, ...asked }, context) => {
        const agencies = agenciesInScope(context, 'audit.read', agencyId);
        const { principal } = context;
        const personal = principal.may('dossier.read-personal') || principal.may('person.read');
        const { items, nextPageToken } = await read.listActs(
          { ...asked, from, before, agencies, personal },
          queryOptions({ minPosition }, context),
        );
        return { acts: items.map(actTo), nextPageToken, eventTypes };
      },
    }),
  });
}

const actTo = ({ position, recordedAt, occurredAt, actorId, actorAgencyId, ...act }: Act) => ({
  ...act,
  position: BigInt(position),
  recordedAt: new Date(recordedAt),
  occurredAt: new Date(occurredAt),
  actorId: actorId ?? undefined,
  actorAgencyId: actorAgencyId ?? undefined,
});
