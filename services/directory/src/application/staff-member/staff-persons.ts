import {
  typedQueries,
  type QueryPool,
  openRecords,
  type EventLog,
  type PersonOptions,
} from '@egov/chassis/application';
import { aggregates } from '../../domain/aggregates.ts';
import { staffId } from '../../domain/ids.ts';
import { registered } from '../../domain/staff-member/staff-member.ts';
import type { DirectoryQueries } from '../../projections/mod.ts';

/** The persons of the directory are its staff: read and forgotten by the agency that registered them. */
export function staffPersons({
  log,
  queries,
}: Readonly<{ log: EventLog; queries: QueryPool }>): PersonOptions {
  const { staff } = openRecords(log, aggregates);
  const { personData } = typedQueries<DirectoryQueries>(queries);
  return {
    owner: async (personId) => registered((await staff.load(staffId(personId))).state).agencyId,
    held: (personId, options) => personData({ personId }, options),
  };
}
