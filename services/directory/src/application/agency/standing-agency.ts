import type { AgencyId, LocalDate } from '@egov/chassis/domain';
import { standingOn } from '../../domain/agency/agency.ts';
import type { Deps } from '../deps.ts';

/** Ensures that an agency exists on a day, by its current record; throws AGENCY_UNKNOWN, AGENCY_DISSOLVED. */
export async function standingAgency(
  { agencies }: Pick<Deps, 'agencies'>,
  agencyId: AgencyId,
  day: LocalDate,
): Promise<void> {
  standingOn((await agencies.load(agencyId)).state, agencyId, day);
}
