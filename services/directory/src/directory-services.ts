import { typedQueries, type QueryPool, openRecords, type EventLog } from '@egov/chassis/application';
import type { GrpcService } from '@egov/chassis/grpc';
import { useCases } from './application/use-cases.ts';
import { aggregates } from './domain/aggregates.ts';
import { agencyHandlers } from './grpc/agency-handlers.ts';
import { calendarHandlers } from './grpc/calendar-handlers.ts';
import { staffHandlers } from './grpc/staff-handlers.ts';
import type { DirectoryQueries } from './projections/mod.ts';

/** Makes the gRPC services over the log and the read models. */
export function directoryServices({
  log,
  queries,
}: Readonly<{ log: EventLog; queries: QueryPool }>): readonly GrpcService[] {
  const use = useCases({
    ...openRecords(log, aggregates),
    read: typedQueries<DirectoryQueries>(queries),
  });
  return [agencyHandlers(use), staffHandlers(use), calendarHandlers(use)];
}
