import type { LocalDate } from '@egov/chassis/domain';
import { standingOn } from '../domain/agency/agency.ts';
import type { AgencyId } from '../domain/ids.ts';
import type { Records } from './records.ts';

/**
 * Makes sure that an agency stands on a day, as its record says now; throws AGENCY_UNKNOWN, AGENCY_DISSOLVED.
 */
export async function standingAgency(
  { agencies }: Pick<Records, 'agencies'>,
  agencyId: AgencyId,
  day: LocalDate,
): Promise<void> {
  standingOn((await agencies.load(agencyId)).state, agencyId, day);
}
