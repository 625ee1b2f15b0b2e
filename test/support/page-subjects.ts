import { randomUUID } from 'node:crypto';
import type { OpenPortals, ProcedureWithCounter } from '@egov/local/browser';
import type { Subjects } from './portal-pages.ts';

type Clients = ReturnType<OpenPortals['clientsOf']>;

/**
 * Creates what the pages show, by the platform's own account: a dossier received, one that the citizen
 * applied for, one that waits for a payment, an official.
 */
export async function pageSubjects(
  { clientsOf, platform }: OpenPortals,
  { procedureId, agencyId }: ProcedureWithCounter,
): Promise<Subjects> {
  const { staff, close, ...dossiers } = clientsOf('demo');
  const citizen = platform.keycloak.accounts.find(({ roles }) => roles.includes('citizen'))?.subject ?? '';
  try {
    const [application, owing] = [
      await applied(dossiers, procedureId, citizen),
      await applied(dossiers, procedureId, citizen),
    ];
    await askForPayment(dossiers, owing, agencyId);
    const { dossierId: dossier } = await dossiers.intake.receiveDossier({
      ...submission(procedureId, undefined),
      channel: 1,
      attributes: {},
    });
    const { staffId: person } = await staff.registerStaffMember({
      requestId: randomUUID(),
      subject: randomUUID(),
      name: 'Phạm Thị Lan',
      agencyId,
    });
    return { procedure: procedureId, dossier, application, owing, agency: agencyId, person };
  } finally {
    close();
  }
}

const applied = async (
  { intake }: Pick<Clients, 'intake'>,
  procedureId: string,
  personId: string,
): Promise<string> => (await intake.submitDossier(submission(procedureId, personId))).dossierId;

async function askForPayment(
  { intake, solving, pauses }: Pick<Clients, 'intake' | 'solving' | 'pauses'>,
  dossierId: string,
  agencyId: string,
): Promise<void> {
  const act = () => ({
    requestId: randomUUID(),
    dossierId,
  });
  await intake.acceptDossier(act());
  await solving.handOverDossier({ ...act(), agencyId });
  await pauses.requestPayment({
    ...act(),
    amount: 1_000n,
    description: 'Lệ phí',
  });
}

const submission = (procedureId: string, personId: string | undefined) => ({
  requestId: randomUUID(),
  procedureId,
  components: [],
  applicant: {
    personId,
    kind: 1 as const,
    name: 'Lê Văn An',
  },
});
