import { Channel } from '@egov/proto/egov/procedures/v1/procedure';
import type { PlatformClients } from '../province/platform-clients.ts';

/** What is applied for at the counter. */
export type Application = Readonly<{
  procedureId: string;
  agencyId: string;
  caseName: string | undefined;
  papers: readonly string[];
  /** An official of the agency, to whom it is handed. */
  officialId: string;
}>;

const PAGE = 200;

/**
 * Finds procedures whose due time is computed at the counter, one for each agency that solves any, as an
 * agency has 9,999 codes a day, with an official of it. Throws when there is none.
 */
export async function applicationsOf({
  catalogue,
  staff,
}: Pick<PlatformClients, 'catalogue' | 'staff'>): Promise<readonly [Application, ...Application[]]> {
  const byAgency = new Map<string, Omit<Application, 'officialId'>>();
  for (let pageToken: string | undefined; ;) {
    const { procedures, nextPageToken } = await catalogue.listProcedures({
      pageSize: PAGE,
      pageToken,
    });
    for (const { procedureId, current } of procedures) {
      const [only, ...others] =
        current?.terms?.channels.find(({ channel }) => channel === Channel.CHANNEL_COUNTER)?.cases ?? [];
      if (
        !current?.terms ||
        current.terms.recorded ||
        !only?.duration ||
        others.length > 0 ||
        byAgency.has(current.terms.agencyId)
      )
        continue;
      byAgency.set(current.terms.agencyId, {
        procedureId,
        agencyId: current.terms.agencyId,
        caseName: only.name,
        papers: current.terms.papers.filter(({ required }) => required).map(({ paperId }) => paperId),
      });
    }
    if (nextPageToken === undefined) break;
    pageToken = nextPageToken;
  }
  const staffed: Application[] = [];
  for (const application of byAgency.values()) {
    const { staffMembers } = await staff.listStaffMembers({ agencyId: application.agencyId, pageSize: 1 });
    const [official] = staffMembers;
    if (official !== undefined) staffed.push({ ...application, officialId: official.subject });
  }
  const [first, ...more] = staffed;
  if (first === undefined)
    throw new Error('No procedure in force can be applied for at the counter: load the catalogue first.');
  return [first, ...more];
}
