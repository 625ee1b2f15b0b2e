import * as field from '../grpc/request-field.ts';
import { AuditServiceDefinition } from '@egov/proto/egov/audit/v1/audit_service';
import { agenciesInScope } from '../context/agencies-in-scope.ts';
import { grpcService, rpc } from '../grpc/rpc.ts';
import type { ActPage, ActRow, ListActs } from '../projections/acts.ts';
import type { QueryPool } from '../projections/queries.ts';

const milliseconds = () =>
  field
    .instant()
    .transform((instant) => Date.parse(instant))
    .optional();

/** Serves who did what from the service's query `listActs`, on `audit.read`. */
export const auditHandlers = (queries: QueryPool) =>
  grpcService(AuditServiceDefinition, {
    listActs: rpc({
      schema: field.message({
        actorId: field.text({ max: 100 }).optional(),
        agencyId: field.uuid().optional(),
        eventType: field.text({ max: 100 }).optional(),
        fromAt: milliseconds(),
        beforeAt: milliseconds(),
        pageSize: field.pageSize(),
        pageToken: field.pageToken(),
        minPosition: field.minPosition(),
      }),
      handle: async ({ agencyId, fromAt: from, beforeAt: before, minPosition, ...asked }, context) => {
        const args: ListActs = {
          ...asked,
          from,
          before,
          agencies: agenciesInScope(context, 'audit.read', agencyId),
        };
        const { acts, nextPageToken } = await queries.query<ActPage>('listActs', args, {
          minPosition,
          signal: context.signal,
        });
        return { acts: acts.map(actTo), nextPageToken };
      },
    }),
  });

const actTo = (row: ActRow) => ({
  position: BigInt(row.position),
  eventType: row.event_type,
  category: row.category,
  recordId: row.record_id,
  recordedAt: new Date(row.recorded),
  occurredAt: new Date(row.occurred),
  actorId: row.actor_id,
  actorAgencyId: row.actor_agency_id ?? undefined,
  requestId: row.request_id,
});
