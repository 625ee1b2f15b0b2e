import { randomUUID } from 'node:crypto';
import { ApplicantKind, DossierState, ResultOutcome, ReturnMethod } from '@egov/proto/egov/procedures/v1/dossier';
import { Channel } from '@egov/proto/egov/procedures/v1/procedure';
import { Command } from 'commander';
import type { PlatformClients } from './province/platform-clients.ts';
import { clientsOf, withTarget, type Target } from './target-options.ts';

const PAGE = 200;

/** `check`: takes one dossier through its life and reads it back; ends with 1 and one line at the first thing that is not as it should be. */
export const checkCommand = (): Command => withTarget(new Command('check')
  .description('Take one dossier of a demonstration through its life, received to returned, and read it back.'))
  .action(async (target: Target) => {
    const clients = clientsOf(target)('demo');
    try {
      await takeOneThrough(clients);
    } finally {
      clients.close();
    }
  });

async function takeOneThrough({ catalogue, dossiers, dossierQueries }: PlatformClients): Promise<void> {
  const { procedureId, agencyId, caseName, papers } = await anyProcedure(catalogue);
  const dossierId = randomUUID();
  const act = () => ({ requestId: randomUUID(), dossierId, occurred: undefined, expectedRevision: undefined });
  const { code } = await timed('received', () => dossiers.receiveDossier({
    ...act(), procedureId, agencyId, caseName, summary: 'Kiểm tra sau khi cài đặt', channel: Channel.CHANNEL_COUNTER, importId: '', attributes: {}, promised: undefined,
    applicant: { personId: randomUUID(), kind: ApplicantKind.APPLICANT_KIND_CITIZEN, name: 'Nguyễn Văn Mẫu', idNumber: '025200000000', phone: '', email: '', address: '' },
    components: papers.map((paperId) => ({ paperId, name: '', originals: 1, copies: 0, digitisation: 0, fileRef: '' })),
  }));
  await timed('handed over', () => dossiers.handOverDossier({ ...act(), stepId: '', agencyId, officialId: randomUUID(), note: '' }));
  await timed('released', () => dossiers.releaseResult({ ...act(), outcome: ResultOutcome.RESULT_OUTCOME_GRANTED, resultCode: '', document: '' }));
  const { position } = await timed('returned', () => dossiers.returnResult({ ...act(), method: ReturnMethod.RETURN_METHOD_COUNTER, receivedBy: '' }));
  const { dossier } = await timed('read back', () => dossierQueries.getDossier({ dossierId, code: '', asOf: undefined, minPosition: position }));
  if (dossier?.state !== DossierState.DOSSIER_STATE_RETURNED) throw new Error(`Dossier ${code} was returned, and reads ${dossier?.state ?? 'as if it were not there'}.`);
  process.stdout.write(`Dossier ${code} was taken through its life.\n`);
}

/** One that promises its time by itself at the counter. */
async function anyProcedure(catalogue: PlatformClients['catalogue']) {
  const { procedures } = await catalogue.listProcedures({ text: '', field: '', agencyId: '', applicant: 0, asOf: '', pageSize: PAGE, pageToken: '', minPosition: 0n });
  for (const { procedureId, current } of procedures) {
    const [first] = current?.terms?.channels.find(({ channel }) => channel === Channel.CHANNEL_COUNTER)?.cases ?? [];
    if (current?.terms && !current.terms.recorded && first?.duration) {
      return { procedureId, agencyId: current.terms.agencyId, caseName: first.name, papers: current.terms.papers.filter(({ required }) => required).map(({ paperId }) => paperId) };
    }
  }
  throw new Error('No procedure in force takes dossiers at the counter: load the catalogue first.');
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const answer = await work();
  process.stdout.write(`${what} in ${Math.round(performance.now() - began)} ms\n`);
  return answer;
}
