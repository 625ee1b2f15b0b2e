import { serviceReadModels } from '@egov/chassis/projections';
import { aggregates } from '../domain/aggregates.ts';
import * as agencyQueries from './queries/agencies.ts';
import { calendar } from './queries/calendar.ts';
import * as staffQueries from './queries/staff-members.ts';
import { agencies } from './tables/agencies.ts';
import { calendars } from './tables/calendars.ts';
import { staffMembers } from './tables/staff-members.ts';

const queries = {
  ...agencyQueries,
  ...staffQueries,
  calendar,
};

/** The queries of the read models. */
export type DirectoryQueries = typeof queries;

export default serviceReadModels({
  service: 'directory',
  aggregates,
  projections: [agencies, staffMembers, calendars],
  queries,
});
