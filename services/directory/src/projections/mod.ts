import {
  actsOf,
  forgottenPersonIds,
  forgottenPersons,
  listActs,
  queries,
  readModels,
} from '@egov/chassis/projections';
import { aggregates } from '../domain/aggregates.ts';
import { agencies } from './agencies.ts';
import * as agencyQueries from './queries/agencies.ts';
import { calendar, calendars } from './calendars.ts';
import type { DirectoryQueries } from './signatures.ts';
import { staffMembers } from './staff-members.ts';
import * as staffQueries from './queries/staff-members.ts';

export default readModels({
  service: 'directory',
  prefixes: ['directory_'],
  catalogues: Object.fromEntries(
    Object.values(aggregates).map(({ category, catalogue }) => [category, catalogue]),
  ),
  projections: [
    agencies,
    staffMembers,
    calendars,
    forgottenPersons,
    actsOf(Object.values(aggregates).map(({ catalogue }) => catalogue)),
  ],
  queries: queries<DirectoryQueries>({
    ...agencyQueries,
    ...staffQueries,
    calendar,
    forgottenPersons: forgottenPersonIds,
    listActs,
  }),
});
