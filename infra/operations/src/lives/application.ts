import { Channel } from '@egov/proto/egov/procedures/v1/procedure';
import type { PlatformClients } from '../province/platform-clients.ts';

/** What is applied for at the counter. */
export type Application = Readonly<{ procedureId: string; agencyId: string; caseName: string; papers: readonly string[] }>;

const PAGE = 200;

/** Finds a procedure that promises its time by itself at the counter. Throws one line when the catalogue has none. */
export async function anyApplication(catalogue: PlatformClients['catalogue']): Promise<Application> {
  const { procedures } = await catalogue.listProcedures({ text: '', field: '', agencyId: '', applicant: 0, asOf: '', pageSize: PAGE, pageToken: '', minPosition: 0n });
  for (const { procedureId, current } of procedures) {
    const [first] = current?.terms?.channels.find(({ channel }) => channel === Channel.CHANNEL_COUNTER)?.cases ?? [];
    if (current?.terms && !current.terms.recorded && first?.duration) {
      return { procedureId, agencyId: current.terms.agencyId, caseName: first.name, papers: current.terms.papers.filter(({ required }) => required).map(({ paperId }) => paperId) };
    }
  }
  throw new Error('No procedure in force takes dossiers at the counter: load the catalogue first.');
}
