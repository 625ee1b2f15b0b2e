import { referenceProvince } from '@egov/reference-data';
import type { Application } from '../../load/target.ts';

/**
 * The applications that the reference province receives at its counters and solves itself, one agency after
 * the other: using them in turn loads all agencies alike, as each has 9,999 codes a day.
 */
export function applications(): readonly Application[] {
  const byAgency = [...Map.groupBy(solvedInProvince(), ({ agencyId }) => agencyId).values()];
  const longest = Math.max(...byAgency.map(({ length }) => length));
  return Array.from({ length: longest }, (_, turn) =>
    byAgency.flatMap((each) => each[turn % each.length] ?? []),
  ).flat();
}

function solvedInProvince(): readonly Application[] {
  const { procedures, staff } = referenceProvince();
  const specialists = new Map(
    staff
      .filter(({ roles }) => roles.includes('specialist'))
      .map(({ agencyId, subject }) => [agencyId, subject]),
  );
  return procedures.flatMap(({ id, agencyId, solvedInProvince, channels, papers }) => {
    const counter = channels.find(({ channel, cases }) => channel === 'counter' && cases[0]?.duration)
      ?.cases[0];
    const officialId = specialists.get(agencyId);
    if (!solvedInProvince || !counter || officialId === undefined) return [];
    return [
      {
        procedureId: id,
        agencyId,
        caseName: counter.name || undefined,
        officialId,
        paperIds: papers.filter(({ required }) => required).map(({ id: paperId }) => paperId),
      },
    ];
  });
}
