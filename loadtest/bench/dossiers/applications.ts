import { referenceProvince } from '@egov/reference-data';
import type { Application } from '../../load/target.ts';

/** What the reference province takes at its counters and solves itself. */
export function applications(): readonly Application[] {
  const { procedures, staff } = referenceProvince();
  const specialists = new Map(staff.filter(({ roles }) => roles.includes('specialist')).map(({ agencyId, subject }) => [agencyId, subject]));
  return procedures.flatMap(({ id, agencyId, solvedInProvince, channels, papers }) => {
    const counter = channels.find(({ channel, cases }) => channel === 'counter' && cases[0]?.duration)?.cases[0];
    const officialId = specialists.get(agencyId);
    if (!solvedInProvince || !counter || officialId === undefined) return [];
    return [{ procedureId: id, agencyId, caseName: counter.name, officialId, paperIds: papers.filter(({ required }) => required).map(({ id: paperId }) => paperId) }];
  });
}
