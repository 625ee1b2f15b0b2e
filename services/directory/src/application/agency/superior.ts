import { standingOn } from '../../domain/agency/agency.ts';
import type { AgencyId, LocalDate } from '@egov/chassis/domain';
import type { Superior } from '../../domain/agency/decide.ts';
import type { Deps } from '../deps.ts';

/** Four levels of government and divisions inside them; more is a cycle made by two concurrent moves. */
const MAX_LEVELS = 16;

/**
 * Returns the future superior from a day, and those above it, by their current records. Throws
 * AGENCY_UNKNOWN, or AGENCY_DISSOLVED if it ends before that day.
 */
export async function superiorOn(
  { agencies }: Pick<Deps, 'agencies'>,
  agencyId: AgencyId,
  day: LocalDate,
): Promise<Superior> {
  let { parentId } = standingOn((await agencies.load(agencyId)).state, agencyId, day);
  const above: AgencyId[] = [];
  while (parentId !== null && above.length < MAX_LEVELS) {
    above.push(parentId);
    const { state } = await agencies.load(parentId);
    parentId = state.phase === 'unknown' ? null : state.parentId;
  }
  return { agencyId, above };
}
