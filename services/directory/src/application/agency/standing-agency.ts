import type { AgencyId, LocalDate } from '@egov/chassis/domain';
import { standingOn } from '../../domain/agency/agency.ts';
import type { Deps } from '../deps.ts';

/**
 * Makes sure that an agency stands on a day, as its record says now; throws AGENCY_UNKNOWN, AGENCY_DISSOLVED.
 */
export async function standingAgency(
  { agencies }: Pick<Deps, 'agencies'>,
  agencyId: AgencyId,
  day: LocalDate,
): Promise<void> {
  standingOn((await agencies.load(agencyId)).state, agencyId, day);
}
